'use client';
import { useMutation } from '@tanstack/react-query';
import Link from 'next/link';
import { useLocale, useTranslations } from 'next-intl';
import { useState } from 'react';
import { signInWithTicket } from '#components/identity/sign-in-with-ticket.ts';
import { useTRPC } from '#components/trpc.tsx';
import { Button } from '#components/ui/button.tsx';
import { Form, FormField, SubmitButton, useZodForm } from '#components/ui/form.tsx';
import { Input } from '#components/ui/input.tsx';
import { Notice } from '#components/ui/notice.tsx';

const schema = () =>
  import('#server/modules/identity/schemas.ts').then(({ acceptInvitationInput }) => acceptInvitationInput);

/** Registration of whoever is invited; on success it signs in and leads into the workspace. */
export function AcceptForm({ token, email }: { token: string; email: string }) {
  const t = useTranslations('members.invite');
  const locale = useLocale();
  const trpc = useTRPC();
  const accept = useMutation(trpc.identity.acceptInvitation.mutationOptions());
  const signIn = useMutation(trpc.identity.signIn.mutationOptions());
  const [entered, setEntered] = useState(true);
  const form = useZodForm(schema, {
    defaultValues: { token, name: '', username: '', password: '', language: locale },
  });
  if (!entered) {
    return (
      <Notice
        tone="good"
        live
        title={t('entered')}
        action={
          <Button asChild variant="primary">
            <Link href="/login">{t('login')}</Link>
          </Button>
        }
      >
        {t('enteredBody')}
      </Notice>
    );
  }
  return (
    <div className="grid gap-4">
      <div>
        <h2 className="text-section">{t('newTitle')}</h2>
        <p className="mt-0.5 text-table text-ink-2">{t('newBody', { email })}</p>
      </div>
      <Form
        form={form}
        onSubmit={async (values) => {
          const { slug, username } = await accept.mutateAsync(values);
          try {
            const { ticket } = await signIn.mutateAsync({ username, password: values.password, surface: 'portal' });
            await signInWithTicket('portal', ticket);
            location.assign(`/w/${slug}`);
          } catch {
            // The invitation is accepted all the same: say so, and let the person sign in by hand.
            setEntered(false);
          }
        }}
      >
        <FormField name="name" label={t('name')}>
          <Input autoComplete="name" />
        </FormField>
        <FormField name="username" label={t('username')} help={t('usernameHelp')}>
          <Input autoComplete="username" autoCapitalize="none" spellCheck={false} />
        </FormField>
        <FormField name="password" label={t('password')}>
          <Input type="password" autoComplete="new-password" />
        </FormField>
        <div>
          <SubmitButton>{t('accept')}</SubmitButton>
        </div>
      </Form>
    </div>
  );
}
