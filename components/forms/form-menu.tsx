'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Copy, Ellipsis, EyeOff, Trash2 } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useBase } from '#components/contacts/use-base.ts';
import { useTRPC } from '#components/trpc.tsx';
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx';
import { Menu, MenuItem } from '#components/ui/menu.tsx';
import { useToast } from '#components/ui/toast.tsx';
import { useErrorSentence } from '#components/ui/use-error-sentence.ts';
import type { FormRow } from './form-types.ts';

type Props = { row: Pick<FormRow, 'id' | 'name' | 'state' | 'publishedRevision'> };

/** What can be done to a form as a whole. */
export function FormMenu({ row }: Props) {
  const t = useTranslations('forms');
  const trpc = useTRPC();
  const router = useRouter();
  const toast = useToast();
  const sentence = useErrorSentence();
  const { base } = useBase();
  const queries = useQueryClient();
  const [open, setOpen] = useState<'withdraw' | 'delete' | null>(null);
  const refresh = () => queries.invalidateQueries(trpc.forms.pathFilter());
  const duplicate = useMutation(
    trpc.forms.duplicate.mutationOptions({
      onError: (error) => toast({ title: sentence(error), tone: 'bad' }),
      onSuccess: ({ id }) => {
        void refresh();
        toast({ title: t('menu.duplicated') });
        router.push(`${base}/forms/${id}/edit`);
      },
    }),
  );
  const withdraw = useMutation(trpc.forms.withdraw.mutationOptions({ onSuccess: refresh }));
  const remove = useMutation(trpc.forms.delete.mutationOptions());
  const label = t('menu.label', { name: row.name });
  const dialog = { onOpenChange: (next: boolean) => next || setOpen(null) };
  return (
    <>
      <Menu
        label={label}
        trigger={
          <button
            type="button"
            aria-label={label}
            className="inline-flex size-7 items-center justify-center rounded-in text-ink-3 hover:bg-hover hover:text-ink"
          >
            <Ellipsis />
          </button>
        }
      >
        <MenuItem
          icon={<Copy />}
          onSelect={() => duplicate.mutate({ id: row.id, name: t('menu.copyName', { name: row.name }).slice(0, 120) })}
        >
          {t('menu.duplicate')}
        </MenuItem>
        {row.state === 'published' && (
          <MenuItem icon={<EyeOff />} tone="bad" onSelect={() => setOpen('withdraw')}>
            {t('menu.withdraw')}
          </MenuItem>
        )}
        {row.publishedRevision === null && (
          <MenuItem icon={<Trash2 />} tone="bad" onSelect={() => setOpen('delete')}>
            {t('menu.delete')}
          </MenuItem>
        )}
      </Menu>
      <ConfirmDialog
        open={open === 'withdraw'}
        {...dialog}
        title={t('withdraw.title')}
        confirmLabel={t('withdraw.confirm')}
        onConfirm={async () => {
          await withdraw.mutateAsync({ id: row.id });
          toast({ title: t('withdraw.done') });
        }}
      >
        {t('withdraw.body')}
      </ConfirmDialog>
      <ConfirmDialog
        open={open === 'delete'}
        {...dialog}
        title={t('delete.title')}
        confirmLabel={t('delete.confirm')}
        onConfirm={async () => {
          await remove.mutateAsync({ id: row.id });
          router.push(`${base}/forms`);
          await refresh();
        }}
      >
        {t('delete.body', { name: row.name })}
      </ConfirmDialog>
    </>
  );
}
