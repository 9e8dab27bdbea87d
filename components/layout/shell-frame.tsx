'use client';
import { usePathname } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { type CSSProperties, type ReactNode, useEffect, useMemo, useState } from 'react';
import { Sheet } from '#components/ui/sheet.tsx';
import type { NavigationItem, NavigationSection, ShellWorkspace, WorkspaceChoice } from './navigation.ts';
import { keepRail } from './preferences.ts';
import { Rail } from './rail.tsx';
import { ShellContext } from './shell-context.tsx';

type Props = {
  surface: 'portal' | 'console';
  workspace: ShellWorkspace;
  workspaces: WorkspaceChoice[];
  navigation: NavigationSection[];
  footer: NavigationItem[];
  startsNarrow: boolean;
  search: ReactNode;
  notices: ReactNode;
  personMenu: ReactNode;
  strip: ReactNode;
  /** What holds on every page, above its content. */
  warning: ReactNode;
  children: ReactNode;
};

export function ShellFrame({
  surface,
  startsNarrow,
  search,
  notices,
  personMenu,
  strip,
  warning,
  children,
  ...rail
}: Props) {
  const t = useTranslations('shell');
  const pathname = usePathname();
  const [narrow, setNarrow] = useState(startsNarrow);
  const [open, setOpen] = useState(false);
  const shell = useMemo(
    () => ({ search, notices, personMenu, openNavigation: () => setOpen(true) }),
    [search, notices, personMenu],
  );

  // The root layout is not rendered anew by a client-side navigation; what opens in portals takes its accent from <html>.
  useEffect(() => {
    document.documentElement.dataset.surface = surface;
  }, [surface]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the sheet closes when a link in it has led somewhere
  useEffect(() => setOpen(false), [pathname]);

  return (
    <ShellContext value={shell}>
      <div data-surface={surface} style={{ '--strip': strip ? '36px' : '0px' } as CSSProperties}>
        <a
          href="#content"
          className="fixed top-2 left-2 z-50 -translate-y-16 rounded-in bg-panel px-3 py-1.5 font-medium text-accent shadow-pop focus:translate-y-0"
        >
          {t('skip')}
        </a>
        {strip}
        <div className="flex min-h-[calc(100dvh-var(--strip))]">
          <div className="sticky top-(--strip) hidden h-[calc(100dvh-var(--strip))] shrink-0 md:block">
            <Rail
              {...rail}
              surface={surface}
              narrow={narrow}
              onNarrow={(next) => {
                setNarrow(next);
                keepRail(next);
              }}
            />
          </div>
          <Sheet side="start" bare title={t('navigation')} open={open} onOpenChange={setOpen}>
            <Rail {...rail} surface={surface} narrow={false} />
          </Sheet>
          <main
            id="content"
            tabIndex={-1}
            className="flex min-w-0 flex-1 flex-col focus:shadow-none max-sm:has-[[data-page-actions]]:pb-16"
          >
            {warning && <div className="px-4 pt-3 sm:px-6">{warning}</div>}
            {children}
          </main>
        </div>
      </div>
    </ShellContext>
  );
}
