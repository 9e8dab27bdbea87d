'use client';
import { useTranslations } from 'next-intl';
import { Avatar } from '#components/ui/avatar.tsx';
import { MenuLater } from '#components/ui/menu-later.tsx';
import type { PersonMenuProps } from './person-menu-items.tsx';

const load = () => import('./person-menu-items.tsx').then((module) => module.PersonMenuItems);

export function PersonMenu(props: PersonMenuProps) {
  const t = useTranslations('shell');
  const trigger = (
    <button type="button" aria-label={t('person', { name: props.person.name })} className="shrink-0 rounded-full!">
      <Avatar name={props.person.name} />
    </button>
  );
  return (
    <MenuLater load={load} trigger={trigger}>
      {(Items, pressed) => <Items {...props} {...pressed} />}
    </MenuLater>
  );
}
