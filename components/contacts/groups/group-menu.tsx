'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import {
  ArrowDown,
  ArrowLeft,
  ArrowRight,
  ArrowUp,
  Ellipsis,
  FolderInput,
  FolderPlus,
  Pencil,
  Trash2,
  Users,
} from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useTRPC } from '#components/trpc.tsx';
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx';
import { IconButton } from '#components/ui/icon-button.tsx';
import { Menu, MenuItem, MenuSeparator } from '#components/ui/menu.tsx';
import { useToast } from '#components/ui/toast.tsx';
import { useUndoBulk } from '../list/use-bulk.ts';
import { useBase } from '../use-base.ts';
import type { GroupIntent } from './group-dialog.tsx';
import { type Step, stepFrom } from './group-order.ts';
import { type GroupRow, withBelow } from './group-types.ts';

type Props = {
  row: GroupRow;
  rows: GroupRow[];
  onIntent: (intent: GroupIntent) => void;
  onRename: () => void;
  onStep: (step: Step) => void;
};
const ways = [
  { step: 'up', icon: <ArrowUp /> },
  { step: 'down', icon: <ArrowDown /> },
  { step: 'in', icon: <ArrowRight /> },
  { step: 'out', icon: <ArrowLeft /> },
] as const;

export function GroupMenu({ row, rows, onIntent, onRename, onStep }: Props) {
  const t = useTranslations('contacts.groups');
  const trpc = useTRPC();
  const queries = useQueryClient();
  const { base } = useBase();
  const [deleting, setDeleting] = useState(false);
  const toast = useToast();
  const undo = useUndoBulk();
  const remove = useMutation(trpc.contacts.deleteGroup.mutationOptions());
  return (
    <>
      <Menu
        align="end"
        label={t('actions', { name: row.name })}
        trigger={<IconButton label={t('actions', { name: row.name })} icon={<Ellipsis />} size="s" />}
      >
        <MenuItem icon={<Users />} href={`${base}/contacts?group=${row.id}`}>
          {t('show')}
        </MenuItem>
        <MenuItem icon={<FolderPlus />} onSelect={() => onIntent({ kind: 'create', parentId: row.id })}>
          {t('newInside')}
        </MenuItem>
        <MenuItem icon={<Pencil />} onSelect={onRename}>
          {t('rename')}
        </MenuItem>
        <MenuItem icon={<FolderInput />} onSelect={() => onIntent({ kind: 'move', group: row })}>
          {t('move')}
        </MenuItem>
        {ways
          .filter(({ step }) => stepFrom(rows, row.id, step) !== undefined)
          .map(({ step, icon }) => (
            <MenuItem key={step} icon={icon} onSelect={() => onStep(step)}>
              {t(`steps.${step}`)}
            </MenuItem>
          ))}
        <MenuSeparator />
        <MenuItem icon={<Trash2 />} tone="bad" onSelect={() => setDeleting(true)}>
          {t('delete')}
        </MenuItem>
      </Menu>
      <ConfirmDialog
        open={deleting}
        onOpenChange={setDeleting}
        title={t('deleteTitle', { name: row.name })}
        confirmLabel={t('delete')}
        tone="danger"
        onConfirm={async () => {
          const { actionId } = await remove.mutateAsync({ id: row.id });
          await queries.invalidateQueries(trpc.contacts.pathFilter());
          toast({
            title: t('deleted', { name: row.name }),
            body: t('deletedBody'),
            action: { label: t('undo'), onSelect: () => undo.mutate({ id: actionId }) },
          });
        }}
      >
        {t('deleteBody', { below: withBelow(rows, row.id).length - 1, count: row.total })}
      </ConfirmDialog>
    </>
  );
}
