'use client';

import { useMutation } from '@tanstack/react-query';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useTRPC } from '#components/trpc.tsx';
import { Form, FormField, SubmitButton, useZodForm } from '#components/ui/form.tsx';
import { Input } from '#components/ui/input.tsx';
import { SignInCodeForm } from './sign-in-code-form.tsx';
import { signInWithTicket } from './sign-in-with-ticket.ts';

const schema = () =>
  import('#server/modules/identity/schemas.ts').then(({ signInInput }) => signInInput.omit({ surface: true }));

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
  const [challenge, setChallenge] = useState<string>();
  const enter = () => location.assign(destination(next, home));
  const form = useZodForm(schema, { defaultValues: { username: '', password: '' } });
  if (challenge) {
    const back = () => {
      form.reset();
      setChallenge(undefined);
    };
    return <SignInCodeForm surface={surface} challenge={challenge} onEntered={enter} onBack={back} />;
  }
  const base = surface === 'console' ? '/admin/reset' : '/reset';
  return (
    <Form
      form={form}
      onSubmit={async (values) => {
        const { ticket, needsCode } = await check.mutateAsync({ ...values, surface });
        if (needsCode) return setChallenge(ticket);
        await signInWithTicket(surface, ticket);
        enter();
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
      <ul className="flex flex-wrap gap-x-4 gap-y-1 text-table">
        <li>
          <Link href={base} className="link">
            {t('forgot')}
          </Link>
        </li>
        <li>
          <Link href={surface === 'console' ? '/reset/block?at=console' : '/reset/block'} className="link">
            {t('stolen')}
          </Link>
        </li>
      </ul>
    </Form>
  );
}
