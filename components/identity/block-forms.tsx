'use client';

import { useMutation } from '@tanstack/react-query';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useTRPC } from '#components/trpc.tsx';
import { Button } from '#components/ui/button.tsx';
import { Form, FormField, SubmitButton, useZodForm } from '#components/ui/form.tsx';
import { Input } from '#components/ui/input.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { useErrorSentence } from '#components/ui/use-error-sentence.ts';

function Blocked() {
  const t = useTranslations('identity.block');
  return (
    <Notice tone="good" live title={t('doneTitle')}>
      {t('doneBody')}
    </Notice>
  );
}

const schema = () =>
  import('#server/modules/identity/schemas.ts').then(({ signInInput }) => signInInput.omit({ surface: true }));

export function BlockByPasswordForm({ surface }: { surface: 'portal' | 'console' }) {
  const t = useTranslations('identity');
  const trpc = useTRPC();
  const block = useMutation(trpc.identity.blockByPassword.mutationOptions());
  const form = useZodForm(schema, { defaultValues: { username: '', password: '' } });
  if (block.isSuccess) return <Blocked />;
  return (
    <Form form={form} onSubmit={async (values) => void (await block.mutateAsync({ ...values, surface }))}>
      <FormField name="username" label={t('username')}>
        <Input autoComplete="username" autoCapitalize="none" spellCheck={false} />
      </FormField>
      <FormField name="password" label={t('password')}>
        <Input type="password" autoComplete="current-password" />
      </FormField>
      <div>
        <SubmitButton variant="danger">{t('block.submit')}</SubmitButton>
      </div>
    </Form>
  );
}

export function BlockByLinkForm({ token }: { token: string }) {
  const t = useTranslations('identity.block');
  const sentence = useErrorSentence();
  const trpc = useTRPC();
  const block = useMutation(trpc.identity.blockByLink.mutationOptions());
  const [failure, setFailure] = useState<string>();
  if (block.isSuccess) return <Blocked />;
  return (
    <div className="grid gap-4">
      {failure && (
        <Notice tone="bad" live>
          {failure}
        </Notice>
      )}
      <div className="flex flex-wrap gap-2">
        <Button
          variant="danger"
          busy={block.isPending}
          onClick={() => block.mutate({ token }, { onError: (cause) => setFailure(sentence(cause)) })}
        >
          {t('confirm')}
        </Button>
        <Button asChild variant="ghost">
          <Link href="/login">{t('keep')}</Link>
        </Button>
      </div>
    </div>
  );
}
