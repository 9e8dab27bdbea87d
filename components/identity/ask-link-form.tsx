'use client';

import { useMutation } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useTRPC } from '#components/trpc.tsx';
import { Button } from '#components/ui/button.tsx';
import { Form, FormField, SubmitButton, useZodForm } from '#components/ui/form.tsx';
import { Input } from '#components/ui/input.tsx';
import { Notice } from '#components/ui/notice.tsx';

const schema = () =>
  import('#server/modules/identity/schemas.ts').then(({ askLinkInput }) => askLinkInput.pick({ login: true }));

type Props = { surface: 'portal' | 'console'; what: 'reset' | 'block' };

/** Asks for a link by mail. What is said then is the same whoever exists. */
export function AskLinkForm({ surface, what }: Props) {
  const t = useTranslations('identity');
  const trpc = useTRPC();
  const ask = useMutation(trpc.identity.askLink.mutationOptions());
  const [sentFor, setSentFor] = useState<string>();
  const form = useZodForm(schema, { defaultValues: { login: '' } });
  if (sentFor !== undefined) {
    const again = () => {
      form.reset();
      setSentFor(undefined);
    };
    return (
      <div className="grid justify-items-start gap-3">
        <Notice tone="good" live title={t(`${what}.sentTitle`)}>
          {t(`${what}.sentBody`, { login: sentFor })}
        </Notice>
        <Button variant="ghost" onClick={again}>
          {t('reset.again')}
        </Button>
      </div>
    );
  }
  return (
    <Form
      form={form}
      onSubmit={async ({ login }) => {
        await ask.mutateAsync({ login, surface, what });
        setSentFor(login);
      }}
    >
      <FormField name="login" label={t('reset.login')}>
        <Input autoComplete="username" autoCapitalize="none" spellCheck={false} />
      </FormField>
      <div>
        <SubmitButton>{t(what === 'reset' ? 'reset.submit' : 'block.ask')}</SubmitButton>
      </div>
    </Form>
  );
}
