'use client';

import { useMutation } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useTRPC } from '#components/trpc.tsx';
import { Button } from '#components/ui/button.tsx';
import { Form, FormField, SubmitButton, useZodForm } from '#components/ui/form.tsx';
import { Input } from '#components/ui/input.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { signInWithTicket } from './sign-in-with-ticket.ts';

const schema = () => import('#server/modules/identity/schemas.ts').then(({ codeInput }) => codeInput);

type Props = {
  surface: 'portal' | 'console';
  challenge: string;
  /** Where to go once the session is there. */
  onEntered: () => void;
  onBack: () => void;
};

/** The second step of a sign-in: the app's code, or a recovery code. */
export function SignInCodeForm({ surface, challenge, onEntered, onBack }: Props) {
  const t = useTranslations('identity.code');
  const trpc = useTRPC();
  const check = useMutation(trpc.identity.signInCode.mutationOptions());
  const [left, setLeft] = useState<number>();
  const form = useZodForm(schema, { defaultValues: { code: '' }, mode: 'onSubmit' });
  if (left !== undefined) {
    return (
      <Notice
        tone={left > 2 ? 'good' : 'wait'}
        live
        title={t('left', { count: left })}
        action={
          <Button variant="primary" autoFocus onClick={onEntered}>
            {t('go')}
          </Button>
        }
      >
        {t('leftBody')}
      </Notice>
    );
  }
  return (
    <Form
      form={form}
      onSubmit={async ({ code }) => {
        const { ticket, recoveryCodesLeft } = await check.mutateAsync({ challenge, code });
        await signInWithTicket(surface, ticket);
        if (recoveryCodesLeft === null) onEntered();
        else setLeft(recoveryCodesLeft);
      }}
    >
      <h2 className="text-section">{t('title')}</h2>
      <FormField name="code" label={t('label')} help={t('help')}>
        <Input autoComplete="one-time-code" autoCapitalize="none" spellCheck={false} autoFocus className="font-mono" />
      </FormField>
      <div className="flex flex-wrap gap-2">
        <SubmitButton>{t('submit')}</SubmitButton>
        <Button variant="ghost" onClick={onBack}>
          {t('back')}
        </Button>
      </div>
    </Form>
  );
}
