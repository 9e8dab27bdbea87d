'use client';
import clsx from 'clsx';
import { ChevronsUpDown } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Avatar } from '#components/ui/avatar.tsx';
import { MenuLater } from '#components/ui/menu-later.tsx';
import type { ShellWorkspace, WorkspaceChoice } from './navigation.ts';

const load = () => import('./workspace-items.tsx').then((module) => module.WorkspaceItems);

type Props = {
  surface: 'portal' | 'console';
  workspace: ShellWorkspace;
  workspaces: WorkspaceChoice[];
  narrow: boolean;
};

/** Where one is; a menu where there is more than one place to be. */
export function WorkspaceSwitch({ surface, workspace, workspaces, narrow }: Props) {
  const t = useTranslations('shell');
  const sub = workspace.planLabel ?? (surface === 'console' ? t('console') : undefined);
  const name = (
    <>
      <Avatar name={workspace.name} shape="square" size="s" />
      {!narrow && (
        <span className="min-w-0 flex-1 text-left">
          <span
            title={workspace.name}
            className="line-clamp-2 text-balance text-body leading-[18px] font-semibold text-ink [overflow-wrap:anywhere]"
          >
            {workspace.name}
          </span>
          {sub && <span className="block truncate text-caption text-ink-3">{sub}</span>}
        </span>
      )}
    </>
  );
  const classes = clsx('flex min-w-0 flex-1 items-center gap-2.5 rounded-in py-1', narrow ? 'justify-center' : 'px-2');
  if (workspaces.length < 2) return <div className={classes}>{name}</div>;
  const trigger = (
    <button
      type="button"
      className={clsx(classes, 'hover:bg-hover')}
      aria-label={`${workspace.name}. ${t('switchWorkspace')}`}
    >
      {name}
      {!narrow && <ChevronsUpDown aria-hidden className="text-ink-3" />}
    </button>
  );
  return (
    <MenuLater load={load} trigger={trigger}>
      {(Items, pressed) => <Items workspaces={workspaces} {...pressed} />}
    </MenuLater>
  );
}
