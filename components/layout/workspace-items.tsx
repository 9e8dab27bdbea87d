'use client';
import { useTranslations } from 'next-intl';
import { Avatar } from '#components/ui/avatar.tsx';
import { Menu, MenuItem, MenuLabel } from '#components/ui/menu.tsx';
import type { Pressed } from '#components/ui/menu-later.tsx';
import type { WorkspaceChoice } from './navigation.ts';

export function WorkspaceItems({ workspaces, ...pressed }: { workspaces: WorkspaceChoice[] } & Pressed) {
  const t = useTranslations('shell');
  return (
    <Menu align="start" label={t('switchWorkspace')} {...pressed}>
      <MenuLabel>{t('switchWorkspace')}</MenuLabel>
      {workspaces.map((choice) => (
        <MenuItem key={choice.href} href={choice.href} icon={<Avatar name={choice.name} shape="square" size="s" />}>
          {choice.name}
        </MenuItem>
      ))}
    </Menu>
  );
}
