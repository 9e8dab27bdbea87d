'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useTRPC } from '#components/trpc.tsx';
import { NameDialog } from '#components/ui/name-dialog.tsx';
import { useToast } from '#components/ui/toast.tsx';
import type { SelectionControl } from './use-selection.ts';

/** `known`: the filter to be renamed; else what is filtered now is kept under a name. */
type Props = { known?: { id: string; name: string }; control: SelectionControl; onClose: () => void };

export function NameFilterDialog({ known, control, onClose }: Props) {
  const t = useTranslations('contacts');
  const trpc = useTRPC();
  const queries = useQueryClient();
  const toast = useToast();
  const save = useMutation(trpc.contacts.saveFilter.mutationOptions());
  const update = useMutation(trpc.contacts.updateFilter.mutationOptions());
  return (
    <NameDialog
      title={known ? t('filters.rename', { name: known.name }) : t('filters.saveAs')}
      label={t('filters.name')}
      help={t('filters.nameHelp')}
      submitLabel={t('save')}
      name={known?.name ?? ''}
      most={60}
      onSave={async (name) => {
        if (known) await update.mutateAsync({ id: known.id, name });
        else {
          const made = await save.mutateAsync({ name, query: control.query });
          control.replace(control.query, made.id);
        }
        await queries.invalidateQueries(trpc.contacts.savedFilters.pathFilter());
        toast({ title: t('filters.savedDone', { name }), tone: 'good' });
      }}
      onClose={onClose}
    />
  );
}
