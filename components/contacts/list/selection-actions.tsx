'use client';
import { Ban, BellOff, CircleCheck, Download, Ellipsis, FolderMinus, FolderPlus, Tags, Trash2 } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useMemberRight } from '#components/portal/member-right.tsx';
import { Button } from '#components/ui/button.tsx';
import { Menu, MenuItem, MenuSeparator } from '#components/ui/menu.tsx';
import type { BulkAct, BulkTarget } from '#server/modules/contacts/schemas.ts';
import { useGroupOptions } from '../group-options.ts';

const ActDialog = dynamic(() => import('./act-dialog.tsx').then((module) => module.ActDialog));
const ExportDialog = dynamic(() => import('../files/export-dialog.tsx').then((module) => module.ExportDialog));

type Props = { target: BulkTarget; count: number; capped: boolean; onDone: () => void };
type Asked = BulkAct['kind'];

/** What can be done with the selected contacts. Each says to how many before it does it; each can be taken back. */
export function SelectionActions({ target, count, capped, onDone }: Props) {
  const t = useTranslations('contacts.bulk');
  const [asked, setAsked] = useState<Asked>();
  const all = useTranslations('contacts');
  const mayExport = useMemberRight('export');
  const [exporting, setExporting] = useState(false);
  const groups = useGroupOptions();
  const item = (kind: Asked) => ({ onSelect: () => setAsked(kind), children: t(`menu.${kind}`) });
  return (
    <>
      {groups.length > 0 && (
        <Button size="s" icon={<FolderPlus />} onClick={() => setAsked('add-to-group')}>
          {t('menu.add-to-group')}
        </Button>
      )}
      <Menu
        label={t('more')}
        trigger={
          <Button size="s" icon={<Ellipsis />}>
            {t('more')}
          </Button>
        }
      >
        {groups.length > 0 && <MenuItem icon={<FolderMinus />} {...item('remove-from-group')} />}
        <MenuItem icon={<Tags />} {...item('set-attribute')} />
        <MenuItem icon={<BellOff />} {...item('unsubscribe')} />
        {mayExport && (
          <MenuItem icon={<Download />} onSelect={() => setExporting(true)}>
            {all('export')}
          </MenuItem>
        )}
        <MenuSeparator />
        <MenuItem icon={<Ban />} {...item('block')} />
        <MenuItem icon={<CircleCheck />} {...item('unblock')} />
        <MenuSeparator />
        <MenuItem icon={<Trash2 />} tone="bad" {...item('delete')} />
      </Menu>
      {exporting && <ExportDialog {...{ target, count, capped }} onClose={() => setExporting(false)} />}
      {asked && (
        <ActDialog
          key={asked}
          kind={asked}
          {...{ target, count, capped }}
          onClose={() => setAsked(undefined)}
          onDone={onDone}
        />
      )}
    </>
  );
}
