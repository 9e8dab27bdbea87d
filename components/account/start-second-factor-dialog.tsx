'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { inferRouterOutputs } from '@trpc/server';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useTRPC } from '#components/trpc.tsx';
import { Code } from '#components/ui/code.tsx';
import { CopyButton } from '#components/ui/copy-button.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import { DialogActions } from '#components/ui/dialog-actions.tsx';
import { Form, FormField, SubmitButton, useZodForm } from '#components/ui/form.tsx';
import { Input } from '#components/ui/input.tsx';
import { codeInput, ownPasswordInput } from '#server/modules/identity/schemas.ts';
import type { AppRouter } from '#server/root-router.ts';
import { RecoveryCodes } from './recovery-codes.tsx';
import { SquareCode } from './square-code.tsx';

type Offer = inferRouterOutputs<AppRouter>['identity']['startSecondFactor'];
type Props = { open: boolean; onOpenChange: (open: boolean) => void; username: string; brand: string };

/** Password, the square for the app and its first code, then the recovery codes: shown here once. */
export function StartSecondFactorDialog({ open, onOpenChange, username, brand }: Props) {
  const t = useTranslations('account.access.factor');
  const trpc = useTRPC();
  const client = useQueryClient();
  const router = useRouter();
  const [offer, setOffer] = useState<Offer>();
  const [codes, setCodes] = useState<string[]>();
  const change = (next: boolean) => {
    onOpenChange(next);
    if (next) return;
    if (codes) {
      void client.invalidateQueries(trpc.identity.access.pathFilter());
      // The server's frame may have kept the other pages closed.
      router.refresh();
    }
    setOffer(undefined);
    setCodes(undefined);
  };
  return (
    <Dialog open={open} onOpenChange={change} stays title={codes ? t('codesTitle') : t('startTitle')}>
      {codes ? (
        <RecoveryCodes codes={codes} username={username} brand={brand} onKept={() => change(false)} />
      ) : offer ? (
        <ConfirmForm offer={offer} onCodes={setCodes} />
      ) : (
        <PasswordStep onOffer={setOffer} />
      )}
    </Dialog>
  );
}

function PasswordStep({ onOffer }: { onOffer: (offer: Offer) => void }) {
  const t = useTranslations('account.access.factor');
  const trpc = useTRPC();
  const start = useMutation(trpc.identity.startSecondFactor.mutationOptions());
  const form = useZodForm(ownPasswordInput, { defaultValues: { password: '' } });
  return (
    <Form form={form} onSubmit={async (values) => onOffer(await start.mutateAsync(values))}>
      <FormField name="password" label={t('password')}>
        <Input type="password" autoComplete="current-password" />
      </FormField>
      <DialogActions>
        <SubmitButton>{t('next')}</SubmitButton>
      </DialogActions>
    </Form>
  );
}

function ConfirmForm({ offer, onCodes }: { offer: Offer; onCodes: (codes: string[]) => void }) {
  const t = useTranslations('account.access.factor');
  const trpc = useTRPC();
  const confirm = useMutation(trpc.identity.confirmSecondFactor.mutationOptions());
  const form = useZodForm(codeInput, { defaultValues: { code: '' } });
  return (
    <Form form={form} onSubmit={async (values) => onCodes((await confirm.mutateAsync(values)).codes)}>
      <p className="text-pretty text-table text-ink-2">{t('scan')}</p>
      <SquareCode rows={offer.square} label={t('square')} />
      <p className="flex items-center gap-2 text-table">
        <span className="text-ink-3">{t('key')}</span>
        <Code>{offer.secret.replaceAll(/(.{4})(?=.)/g, '$1 ')}</Code>
        <CopyButton value={offer.secret} label={t('copyKey')} />
      </p>
      <FormField name="code" label={t('code')} help={t('codeHelp')}>
        <Input inputMode="numeric" autoComplete="one-time-code" className="max-w-40 font-mono" />
      </FormField>
      <DialogActions>
        <SubmitButton>{t('confirm')}</SubmitButton>
      </DialogActions>
    </Form>
  );
}
