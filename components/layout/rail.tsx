'use client';
import clsx from 'clsx';
import { PanelLeftClose, PanelLeftOpen } from 'lucide-react';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { IconButton } from '#components/ui/icon-button.tsx';
import { useNumbers } from '#components/ui/number.tsx';
import { currentTab } from '#components/ui/tab-choice.ts';
import { Tooltip } from '#components/ui/tooltip.tsx';
import type { NavigationItem, NavigationSection, ShellWorkspace, WorkspaceChoice } from './navigation.ts';
import { WorkspaceSwitch } from './workspace-switch.tsx';

type Props = {
  surface: 'portal' | 'console';
  workspace: ShellWorkspace;
  workspaces: WorkspaceChoice[];
  navigation: NavigationSection[];
  footer: NavigationItem[];
  narrow: boolean;
  /** Absent in the sheet, which is always wide. */
  onNarrow?: (narrow: boolean) => void;
};

export function Rail({ surface, workspace, workspaces, navigation, footer, narrow, onNarrow }: Props) {
  const t = useTranslations('shell');
  const pathname = usePathname();
  const current = currentTab(
    [...navigation.flatMap((section) => section.items), ...footer].map((item) => item.href),
    pathname,
    new URLSearchParams(),
  );
  const items = (list: NavigationItem[]) => (
    <ul className="grid gap-px">
      {list.map((item) => (
        <li key={item.href}>
          <RailItem item={item} narrow={narrow} current={item.href === current} />
        </li>
      ))}
    </ul>
  );
  return (
    <nav
      aria-label={t('navigation')}
      className={clsx(
        'flex h-full flex-col border-line border-r bg-sunken',
        narrow ? 'w-rail-narrow' : onNarrow ? 'w-rail' : 'w-full',
      )}
    >
      <div className={clsx('flex items-center gap-1 px-2.5', narrow ? 'flex-col py-3' : 'h-[68px]')}>
        <WorkspaceSwitch surface={surface} workspace={workspace} workspaces={workspaces} narrow={narrow} />
        {onNarrow && (
          <IconButton
            size="s"
            label={narrow ? t('widen') : t('narrow')}
            icon={narrow ? <PanelLeftOpen /> : <PanelLeftClose />}
            aria-expanded={!narrow}
            onClick={() => onNarrow(!narrow)}
          />
        )}
      </div>
      <div className="flex min-h-0 flex-1 flex-col justify-between">
        <div className="min-h-0 flex-1 overflow-y-auto px-2.5 pt-1 pb-3">
          {navigation.map((section, index) => (
            <div
              key={section.label ?? section.items[0]?.href ?? index}
              className={clsx(index > 0 && (narrow ? 'mt-2 border-line border-t pt-2' : 'mt-3'))}
            >
              {section.label && !narrow && (
                <h2 className="px-2 pb-1.5 text-caption font-medium text-ink-3">{section.label}</h2>
              )}
              {items(section.items)}
            </div>
          ))}
        </div>
        {footer.length > 0 && <div className="mx-2.5 border-line border-t py-2.5">{items(footer)}</div>}
      </div>
    </nav>
  );
}

function RailItem({ item, narrow, current }: { item: NavigationItem; narrow: boolean; current: boolean }) {
  const { whole } = useNumbers();
  const link = (
    <Link
      href={item.href}
      aria-current={current ? 'page' : undefined}
      aria-label={narrow ? item.label : undefined}
      className={clsx(
        'flex h-[29px] items-center gap-2.5 rounded-in border text-body font-medium transition-colors duration-100',
        narrow ? 'justify-center' : 'px-2',
        current ? 'border-line bg-panel text-ink' : 'border-transparent text-ink-2 hover:bg-hover hover:text-ink',
      )}
    >
      {item.icon}
      {!narrow && <span className="min-w-0 flex-1 truncate">{item.label}</span>}
      {!narrow && item.count !== undefined && (
        <span className="text-caption font-normal text-ink-3 tabular-nums">{whole(item.count)}</span>
      )}
    </Link>
  );
  return narrow ? (
    <Tooltip label={item.label} side="right">
      {link}
    </Tooltip>
  ) : (
    link
  );
}
