'use client';
import { useTranslations } from 'next-intl';
import { Menu, MenuCheckItem, MenuLabel } from './menu.tsx';
import type { Pressed } from './menu-later.tsx';
import type { ColumnChoice } from './use-column-choice.ts';

type Props = Pressed & {
  columns: readonly { id: string; header: string }[];
  hidden: ColumnChoice[0];
  choose: ColumnChoice[1];
};

/** Which columns of a table are shown. */
export function ColumnMenu({ columns, hidden, choose, ...pressed }: Props) {
  const t = useTranslations('ui.table');
  return (
    <Menu label={t('columns')} {...pressed}>
      <MenuLabel>{t('columnsShown')}</MenuLabel>
      {columns.map(({ id, header }) => (
        <MenuCheckItem key={id} checked={!hidden.has(id)} onCheckedChange={(checked) => choose(id, checked)}>
          {header}
        </MenuCheckItem>
      ))}
    </Menu>
  );
}
