'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Copy, Ellipsis, Pencil, Trash2, Undo2 } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useTRPC } from '#components/trpc.tsx';
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx';
import { Menu, MenuItem } from '#components/ui/menu.tsx';
import { useToast } from '#components/ui/toast.tsx';
import { useErrorSentence } from '#components/ui/use-error-sentence.ts';
import type { CampaignRow } from '../campaign-types.ts';

const RenameDialog = dynamic(() => import('./rename-dialog.tsx').then((module) => module.RenameDialog));

type Props = { row: CampaignRow; base: string; may: { write: boolean; send: boolean } };

/** What can be done to one campaign of the list. */
export function CampaignMenu({ row, base, may }: Props) {
  const t = useTranslations('campaigns.menu');
  const trpc = useTRPC();
  const router = useRouter();
  const toast = useToast();
  const sentence = useErrorSentence();
  const client = useQueryClient();
  const [open, setOpen] = useState<'delete' | 'rename' | null>(null);
  const refresh = () => client.invalidateQueries({ queryKey: trpc.campaigns.pathKey() });
  const fail = (error: unknown) => toast({ title: sentence(error), tone: 'bad' });
  const duplicate = useMutation(
    trpc.campaigns.duplicate.mutationOptions({
      onError: fail,
      onSuccess: ({ id }) => {
        void refresh();
        toast({ title: t('duplicated') });
        router.push(`${base}/${id}/edit`);
      },
    }),
  );
  const unschedule = useMutation(trpc.campaigns.unschedule.mutationOptions({ onError: fail, onSuccess: refresh }));
  const remove = useMutation(trpc.campaigns.delete.mutationOptions({ onSuccess: refresh }));
  const planned = row.state === 'scheduled' || row.state === 'overdue';
  if (!may.write && !(may.send && planned)) return null;
  return (
    <>
      <Menu
        label={t('label', { name: row.name })}
        trigger={
          <button
            type="button"
            aria-label={t('label', { name: row.name })}
            className="inline-flex size-7 items-center justify-center rounded-in text-ink-3 hover:bg-hover hover:text-ink"
          >
            <Ellipsis />
          </button>
        }
      >
        {may.write && (
          <>
            <MenuItem icon={<Pencil />} onSelect={() => setOpen('rename')}>
              {t('rename')}
            </MenuItem>
            <MenuItem
              icon={<Copy />}
              onSelect={() => duplicate.mutate({ id: row.id, name: t('copyName', { name: row.name }).slice(0, 200) })}
            >
              {t('duplicate')}
            </MenuItem>
          </>
        )}
        {may.send && planned && (
          <MenuItem icon={<Undo2 />} onSelect={() => unschedule.mutate({ id: row.id })}>
            {t('unschedule')}
          </MenuItem>
        )}
        {may.write && row.state === 'draft' && (
          <MenuItem icon={<Trash2 />} tone="bad" onSelect={() => setOpen('delete')}>
            {t('delete')}
          </MenuItem>
        )}
      </Menu>
      <ConfirmDialog
        open={open === 'delete'}
        onOpenChange={(next) => setOpen(next ? 'delete' : null)}
        title={t('deleteTitle')}
        confirmLabel={t('delete')}
        onConfirm={async () => {
          await remove.mutateAsync({ id: row.id });
        }}
      >
        {t('deleteBody', { name: row.name })}
      </ConfirmDialog>
      {open === 'rename' && <RenameDialog id={row.id} name={row.name} onClose={() => setOpen(null)} />}
    </>
  );
}
