'use client';

import { useMutation } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useTRPC } from '#components/trpc.tsx';
import { Form, FormField, SubmitButton, useZodForm } from '#components/ui/form.tsx';
import { Input } from '#components/ui/input.tsx';
import { signInInput } from '#server/modules/identity/schemas.ts';
import { signInWithTicket } from './sign-in-with-ticket.ts';

const schema = signInInput.omit({ surface: true });

/** Only a path of ours: a login never leads elsewhere. */
function destination(next: string | null, fallback: string): string {
  return next?.startsWith('/') && !next.startsWith('//') && !next.startsWith('/\\') ? next : fallback;
}

export function LoginForm({
  surface,
  next,
  home,
}: {
  surface: 'portal' | 'console';
  next: string | null;
  home: string;
}) {
  const t = useTranslations('identity');
  const trpc = useTRPC();
  const check = useMutation(trpc.identity.signIn.mutationOptions());
  const form = useZodForm(schema, { defaultValues: { username: '', password: '' } });
  return (
    <Form
      form={form}
      onSubmit={async (values) => {
        const { ticket } = await check.mutateAsync({ ...values, surface });
        await signInWithTicket(surface, ticket);
        location.assign(destination(next, home));
      }}
    >
      <FormField name="username" label={t('username')}>
        <Input autoComplete="username" autoCapitalize="none" spellCheck={false} />
      </FormField>
      <FormField name="password" label={t('password')}>
        <Input type="password" autoComplete="current-password" />
      </FormField>
      <div>
        <SubmitButton>{t('signIn')}</SubmitButton>
      </div>
    </Form>
  );
}
