'use client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { z } from 'zod';
import { useTRPC } from '#components/trpc.tsx';
import { Checkbox } from '#components/ui/checkbox.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import { DialogActions } from '#components/ui/dialog-actions.tsx';
import { Form, FormField, SubmitButton, useZodForm } from '#components/ui/form.tsx';
import { Input } from '#components/ui/input.tsx';
import { useToast } from '#components/ui/toast.tsx';

const schema = z.object({ name: z.string().trim().min(1, 'required').max(200), overwrite: z.boolean() });

type Props = { campaignId: string; name: string; onClose: () => void };

/** Keeps the message to begin others from, under a name or in the place of one that has it. */
export function TemplateDialog({ campaignId, name, onClose }: Props) {
  const t = useTranslations('editor.template');
  const trpc = useTRPC();
  const client = useQueryClient();
  const toast = useToast();
  const templates = useQuery(trpc.campaigns.templates.queryOptions());
  const save = useMutation(trpc.campaigns.saveTemplate.mutationOptions());
  const form = useZodForm(schema, { defaultValues: { name, overwrite: false } });
  const typed = String(form.watch('name')).trim();
  const taken = templates.data?.some((template) => template.name === typed) ?? false;
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title={t('title')} description={t('description')} size="s">
      <Form
        form={form}
        className="grid gap-4"
        onSubmit={async (values) => {
          await save.mutateAsync({ campaignId, name: values.name, overwrite: taken && values.overwrite });
          await client.invalidateQueries({ queryKey: trpc.campaigns.templates.queryKey() });
          toast({ title: t('saved', { name: values.name }), tone: 'good' });
          onClose();
        }}
      >
        <FormField name="name" label={t('name')}>
          <Input autoComplete="off" list="template-names" />
        </FormField>
        <datalist id="template-names">
          {(templates.data ?? []).map((template) => (
            <option key={template.id} value={template.name} />
          ))}
        </datalist>
        {taken && (
          <Checkbox
            label={t('overwrite')}
            checked={form.watch('overwrite') === true}
            onCheckedChange={(checked) => form.setValue('overwrite', checked === true)}
          />
        )}
        <DialogActions>
          <SubmitButton>{t('save')}</SubmitButton>
        </DialogActions>
      </Form>
    </Dialog>
  );
}
