'use client';

import { useMutation } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useTRPC } from '#components/trpc.tsx';
import { Form, FormField, SubmitButton, useZodForm } from '#components/ui/form.tsx';
import { Input } from '#components/ui/input.tsx';
import { useToast } from '#components/ui/toast.tsx';
import { changePasswordInput } from '#server/modules/identity/schemas.ts';

export function PasswordForm({ home }: { home: string }) {
  const t = useTranslations('identity.passwordPage');
  const trpc = useTRPC();
  const router = useRouter();
  const toast = useToast();
  const change = useMutation(trpc.identity.changePassword.mutationOptions());
  const form = useZodForm(changePasswordInput, { defaultValues: { current: '', next: '' } });
  return (
    <Form
      form={form}
      onSubmit={async (values) => {
        await change.mutateAsync(values);
        form.reset();
        toast({ title: t('done'), body: t('doneBody'), tone: 'good' });
        router.push(home);
        router.refresh();
      }}
    >
      <FormField name="current" label={t('current')}>
        <Input type="password" autoComplete="current-password" />
      </FormField>
      <FormField name="next" label={t('next')} help={t('help')}>
        <Input type="password" autoComplete="new-password" />
      </FormField>
      <div>
        <SubmitButton>{t('save')}</SubmitButton>
      </div>
    </Form>
  );
}
