'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { z } from 'zod';
import { useTRPC } from '#components/trpc.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import { Form, FormField, SubmitButton, useZodForm } from '#components/ui/form.tsx';
import { Input } from '#components/ui/input.tsx';
import { useToast } from '#components/ui/toast.tsx';
import type { SelectionControl } from './use-selection.ts';

const schema = z.object({ name: z.string().trim().min(1).max(60) });

/** `known`: the filter to be renamed; else what is filtered now is kept under a name. */
type Props = { known?: { id: string; name: string }; control: SelectionControl; onClose: () => void };

export function NameFilterDialog({ known, control, onClose }: Props) {
  const t = useTranslations('contacts');
  const trpc = useTRPC();
  const queries = useQueryClient();
  const toast = useToast();
  const save = useMutation(trpc.contacts.saveFilter.mutationOptions());
  const update = useMutation(trpc.contacts.updateFilter.mutationOptions());
  const form = useZodForm(schema, { defaultValues: { name: known?.name ?? '' } });
  return (
    <Dialog
      open
      onOpenChange={(open) => open || onClose()}
      title={known ? t('filters.rename', { name: known.name }) : t('filters.saveAs')}
      size="s"
    >
      <Form
        form={form}
        onSubmit={async (values) => {
          if (known) await update.mutateAsync({ id: known.id, name: values.name });
          else {
            const made = await save.mutateAsync({ name: values.name, query: control.query });
            control.replace(control.query, made.id);
          }
          await queries.invalidateQueries(trpc.contacts.savedFilters.pathFilter());
          toast({ title: t('filters.savedDone', { name: values.name }), tone: 'good' });
          onClose();
        }}
      >
        <FormField name="name" label={t('filters.name')} help={t('filters.nameHelp')}>
          <Input autoComplete="off" />
        </FormField>
        <div>
          <SubmitButton>{t('save')}</SubmitButton>
        </div>
      </Form>
    </Dialog>
  );
}
