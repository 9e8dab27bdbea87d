'use client';

import { useMutation } from '@tanstack/react-query';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { NewPasswordField } from '#components/account/new-password-field.tsx';
import { useTRPC } from '#components/trpc.tsx';
import { Button } from '#components/ui/button.tsx';
import { Form, SubmitButton, useZodForm } from '#components/ui/form.tsx';
import { Notice } from '#components/ui/notice.tsx';

const schema = () =>
  import('#server/modules/identity/schemas.ts').then(({ resetPasswordInput }) =>
    resetPasswordInput.pick({ password: true }),
  );

type Props = { token: string; username: string; about: string[]; login: string };

export function ResetForm({ token, username, about, login }: Props) {
  const t = useTranslations('identity.reset');
  const trpc = useTRPC();
  const reset = useMutation(trpc.identity.resetPassword.mutationOptions());
  const [done, setDone] = useState(false);
  const form = useZodForm(schema, { defaultValues: { password: '' } });
  if (done) {
    return (
      <Notice
        tone="good"
        live
        title={t('doneTitle')}
        action={
          <Button asChild variant="primary">
            <Link href={login}>{t('signIn')}</Link>
          </Button>
        }
      >
        {t('doneBody')}
      </Notice>
    );
  }
  return (
    <Form
      form={form}
      onSubmit={async ({ password }) => {
        await reset.mutateAsync({ token, password });
        setDone(true);
      }}
    >
      {/* So that a password manager keeps the new one under the right name. */}
      <input type="hidden" name="username" autoComplete="username" value={username} readOnly />
      <NewPasswordField name="password" label={t('next')} about={about} />
      <div>
        <SubmitButton>{t('save')}</SubmitButton>
      </div>
    </Form>
  );
}
