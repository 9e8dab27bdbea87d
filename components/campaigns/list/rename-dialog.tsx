'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { z } from 'zod';
import { useTRPC } from '#components/trpc.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import { Form, FormField, SubmitButton, useZodForm } from '#components/ui/form.tsx';
import { Input } from '#components/ui/input.tsx';

const schema = z.object({ name: z.string().trim().min(1, 'required').max(200) });

export function RenameDialog({ id, name, onClose }: { id: string; name: string; onClose: () => void }) {
  const t = useTranslations('campaigns.menu');
  const trpc = useTRPC();
  const client = useQueryClient();
  const rename = useMutation(trpc.campaigns.rename.mutationOptions());
  const form = useZodForm(schema, { defaultValues: { name } });
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title={t('renameTitle')} size="s">
      <Form
        form={form}
        onSubmit={async (values) => {
          await rename.mutateAsync({ id, name: values.name });
          await client.invalidateQueries({ queryKey: trpc.campaigns.pathKey() });
          onClose();
        }}
      >
        <FormField name="name" label={t('name')} help={t('nameHelp')}>
          <Input autoComplete="off" />
        </FormField>
        <div>
          <SubmitButton>{t('save')}</SubmitButton>
        </div>
      </Form>
    </Dialog>
  );
}
