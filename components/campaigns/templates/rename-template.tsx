'use client';
import { useMutation } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { z } from 'zod';
import { useTRPC } from '#components/trpc.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import { Form, FormField, SubmitButton, useZodForm } from '#components/ui/form.tsx';
import { Input } from '#components/ui/input.tsx';
import type { TemplateRow } from '../campaign-types.ts';

const schema = z.object({ name: z.string().trim().min(1, 'required').max(200) });

type Props = { template: TemplateRow; onDone: () => Promise<void>; onClose: () => void };

export function RenameTemplate({ template, onDone, onClose }: Props) {
  const t = useTranslations('campaigns.templates');
  const trpc = useTRPC();
  const rename = useMutation(trpc.campaigns.renameTemplate.mutationOptions());
  const form = useZodForm(schema, { defaultValues: { name: template.name } });
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title={t('renameTitle')} size="s">
      <Form
        form={form}
        className="grid gap-4"
        onSubmit={async ({ name }) => {
          await rename.mutateAsync({ id: template.id, name });
          await onDone();
          onClose();
        }}
      >
        <FormField name="name" label={t('name')}>
          <Input autoComplete="off" />
        </FormField>
        <div>
          <SubmitButton>{t('save')}</SubmitButton>
        </div>
      </Form>
    </Dialog>
  );
}
