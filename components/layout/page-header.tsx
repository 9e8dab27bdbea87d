'use client';
import { Menu as MenuIcon } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { IconButton } from '#components/ui/icon-button.tsx';
import { useNumbers } from '#components/ui/number.tsx';
import { SearchRoom } from './search-room.tsx';
import { useShell } from './shell-context.tsx';

type Props = {
  title: string;
  /** How many there are, beside a list's title. */
  count?: number | undefined;
  parent?: { href: string; label: string };
  /** The thing's state. */
  badge?: ReactNode;
  /** A caption after the title: SaveState. */
  meta?: ReactNode;
  /** The one primary action last; on phones they stand at the foot of the screen, in reach. */
  actions?: ReactNode;
  /** Tabs, at the top of the content. */
  tabs?: ReactNode;
};

/** The top bar: the page's title and action, with the frame's search, notices and person. */
export function PageHeader({ title, count, parent, badge, meta, actions, tabs }: Props) {
  const t = useTranslations('shell');
  const { whole } = useNumbers();
  const shell = useShell();
  return (
    <>
      <header className="sticky top-[var(--strip,0px)] z-20 flex h-bar shrink-0 items-center gap-3 border-line border-b bg-panel px-4 sm:px-6">
        {shell && (
          <span className="-ml-1.5 md:hidden">
            <IconButton label={t('openNavigation')} icon={<MenuIcon />} onClick={shell.openNavigation} />
          </span>
        )}
        <div className="flex min-w-0 flex-1 items-center gap-2.5">
          <div className="flex min-w-0 items-baseline gap-2">
            {parent && (
              <nav aria-label={t('breadcrumb')} className="shrink-0 text-body text-ink-3 max-sm:hidden">
                <Link href={parent.href} className="hover:text-ink">
                  {parent.label}
                </Link>{' '}
                <span aria-hidden>/</span>
              </nav>
            )}
            <h1 className="truncate text-page">{title}</h1>
            {count !== undefined && <span className="text-body text-ink-3 tabular-nums">{whole(count)}</span>}
          </div>
          {badge}
          {meta !== undefined && <span className="min-w-0 truncate max-md:hidden">{meta}</span>}
        </div>
        {/* A list's bar has room for the search box; a thing's bar needs it for title and actions. */}
        <SearchRoom roomy={parent === undefined}>{shell?.search}</SearchRoom>
        {actions !== undefined && (
          <div
            data-page-actions
            className="flex shrink-0 items-center gap-2 max-sm:fixed max-sm:inset-x-0 max-sm:bottom-0 max-sm:z-20 max-sm:border-line max-sm:border-t max-sm:bg-panel max-sm:px-4 max-sm:pt-2.5 max-sm:pb-[max(0.625rem,env(safe-area-inset-bottom))] max-sm:[&>*]:flex-1"
          >
            {actions}
          </div>
        )}
        {shell && (
          <div className="flex shrink-0 items-center gap-2">
            {shell.notices}
            {shell.personMenu}
          </div>
        )}
      </header>
      {tabs !== undefined && <div className="px-4 pt-4 sm:px-6">{tabs}</div>}
    </>
  );
}
