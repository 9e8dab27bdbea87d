'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { z } from 'zod';
import { useTRPC } from '#components/trpc.tsx';
import { Form, FormField, SubmitButton, useZodForm } from '#components/ui/form.tsx';
import { Input } from '#components/ui/input.tsx';
import { useToast } from '#components/ui/toast.tsx';

const schema = z.object({ domain: z.string().trim().min(1, 'required').max(253) });
const refusalSchema = z.object({
  data: z.object({ data: z.object({ reason: z.enum(['domain-invalid', 'freemail', 'domain-known']) }) }),
});

export function AddDomainForm() {
  const t = useTranslations('domains');
  const trpc = useTRPC();
  const client = useQueryClient();
  const toast = useToast();
  const add = useMutation(trpc.domains.add.mutationOptions());
  const form = useZodForm(schema, { defaultValues: { domain: '' } });
  return (
    <Form
      form={form}
      onSubmit={async ({ domain }) => {
        try {
          await add.mutateAsync({ domain });
        } catch (error) {
          const refusal = refusalSchema.safeParse(error);
          if (!refusal.success) throw error;
          form.setError('domain', { type: 'server', message: t(`refused.${refusal.data.data.data.reason}`) });
          return;
        }
        form.reset();
        toast({ title: t('addedToast'), tone: 'good' });
        await client.invalidateQueries({ queryKey: trpc.domains.pathKey() });
      }}
    >
      <FormField name="domain" label={t('domain')} help={t('domainHelp')}>
        <Input autoComplete="off" spellCheck={false} autoCapitalize="none" />
      </FormField>
      <div>
        <SubmitButton>{t('submit')}</SubmitButton>
      </div>
    </Form>
  );
}
