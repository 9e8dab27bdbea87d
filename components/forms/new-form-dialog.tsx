'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useLocale, useTranslations } from 'next-intl';
import { z } from 'zod';
import { useBase } from '#components/contacts/use-base.ts';
import { useTRPC } from '#components/trpc.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import { DialogActions } from '#components/ui/dialog-actions.tsx';
import { Form, FormField, SubmitButton, useZodForm } from '#components/ui/form.tsx';
import { Input } from '#components/ui/input.tsx';
import { Select } from '#components/ui/select.tsx';
import { formLanguages } from '#server/modules/forms/values.ts';

const schema = z.object({ name: z.string().trim().min(1, 'required').max(120), language: z.enum(formLanguages) });

type Props = { open: boolean; onOpenChange: (open: boolean) => void };

/** A name and a language; the rest is built beside its preview. */
export function NewFormDialog({ open, onOpenChange }: Props) {
  const t = useTranslations('forms');
  const locale = useLocale();
  const trpc = useTRPC();
  const router = useRouter();
  const { base } = useBase();
  const queries = useQueryClient();
  const create = useMutation(trpc.forms.create.mutationOptions());
  const form = useZodForm(schema, { defaultValues: { name: '', language: locale === 'en' ? 'en' : 'it' } });
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title={t('create.title')} size="s">
      <Form
        form={form}
        onSubmit={async (values) => {
          const { id } = await create.mutateAsync(values);
          void queries.invalidateQueries(trpc.forms.pathFilter());
          router.push(`${base}/forms/${id}/edit`);
        }}
      >
        <FormField name="name" label={t('create.name')} help={t('create.nameHelp')}>
          <Input autoComplete="off" />
        </FormField>
        <FormField name="language" label={t('create.language')}>
          {(field) => (
            <Select
              value={field.value}
              onValueChange={field.onChange}
              options={formLanguages.map((value) => ({ value, label: t(`languages.${value}`) }))}
            />
          )}
        </FormField>
        <DialogActions>
          <SubmitButton>{t('create.submit')}</SubmitButton>
        </DialogActions>
      </Form>
    </Dialog>
  );
}
