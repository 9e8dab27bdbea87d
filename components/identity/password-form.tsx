'use client';

import { useMutation } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { NewPasswordField } from '#components/account/new-password-field.tsx';
import { useTRPC } from '#components/trpc.tsx';
import { Form, FormField, SubmitButton, useZodForm } from '#components/ui/form.tsx';
import { Input } from '#components/ui/input.tsx';
import { useToast } from '#components/ui/toast.tsx';

const schema = () =>
  import('#server/modules/identity/schemas.ts').then(({ changePasswordInput }) => changePasswordInput);

type Props = {
  /** Where to go on; null to stay, where something else is still to be done here. */
  home: string | null;
  about: readonly string[];
};

export function PasswordForm({ home, about }: Props) {
  const t = useTranslations('identity.passwordPage');
  const trpc = useTRPC();
  const router = useRouter();
  const toast = useToast();
  const change = useMutation(trpc.identity.changePassword.mutationOptions());
  const form = useZodForm(schema, { defaultValues: { current: '', next: '' } });
  return (
    <Form
      form={form}
      onSubmit={async (values) => {
        await change.mutateAsync(values);
        form.reset();
        toast({ title: t('done'), body: t('doneBody'), tone: 'good' });
        if (home) router.push(home);
        router.refresh();
      }}
    >
      <FormField name="current" label={t('current')}>
        <Input type="password" autoComplete="current-password" />
      </FormField>
      <NewPasswordField name="next" label={t('next')} about={about} />
      <p className="text-caption text-ink-3">{t('help')}</p>
      <div>
        <SubmitButton>{t('save')}</SubmitButton>
      </div>
    </Form>
  );
}
