'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useTRPC } from '#components/trpc.tsx';
import { Form, FormField, SubmitButton, useZodForm } from '#components/ui/form.tsx';
import { Input } from '#components/ui/input.tsx';
import { refusedBy } from '#components/ui/refused.ts';
import { useToast } from '#components/ui/toast.tsx';

const schema = () => import('#server/modules/domains/schemas.ts').then(({ addDomainInput }) => addDomainInput);
const refusals = ['domain-invalid', 'freemail', 'domain-known'] as const;

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
          const reason = refusals.find((each) => each === refusedBy(error)?.data.reason);
          if (!reason) throw error;
          form.setError('domain', { type: 'server', message: t(`refused.${reason}`) });
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
