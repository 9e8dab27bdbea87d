'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useTRPC } from '#components/trpc.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import { DialogActions } from '#components/ui/dialog-actions.tsx';
import { Form, FormField, SubmitButton, useZodForm } from '#components/ui/form.tsx';
import { Input } from '#components/ui/input.tsx';
import { ownPasswordInput } from '#server/modules/identity/schemas.ts';
import { RecoveryCodes } from './recovery-codes.tsx';

type Props = { open: boolean; onOpenChange: (open: boolean) => void; username: string; brand: string };

/** Ten fresh recovery codes, for the password. */
export function RenewCodesDialog({ open, onOpenChange, username, brand }: Props) {
  const t = useTranslations('account.access.factor');
  const trpc = useTRPC();
  const client = useQueryClient();
  const [codes, setCodes] = useState<string[]>();
  const change = (next: boolean) => {
    onOpenChange(next);
    if (next) return;
    setCodes(undefined);
    void client.invalidateQueries(trpc.identity.access.pathFilter());
  };
  return (
    <Dialog open={open} onOpenChange={change} stays title={codes ? t('codesTitle') : t('renew')}>
      {codes ? (
        <RecoveryCodes codes={codes} username={username} brand={brand} onKept={() => change(false)} />
      ) : (
        <RenewForm onCodes={setCodes} />
      )}
    </Dialog>
  );
}

function RenewForm({ onCodes }: { onCodes: (codes: string[]) => void }) {
  const t = useTranslations('account.access.factor');
  const trpc = useTRPC();
  const renew = useMutation(trpc.identity.renewRecoveryCodes.mutationOptions());
  const form = useZodForm(ownPasswordInput, { defaultValues: { password: '' } });
  return (
    <Form form={form} onSubmit={async (values) => onCodes((await renew.mutateAsync(values)).codes)}>
      <p className="text-table text-ink-2">{t('renewBody')}</p>
      <FormField name="password" label={t('password')}>
        <Input type="password" autoComplete="current-password" />
      </FormField>
      <DialogActions>
        <SubmitButton>{t('renewDo')}</SubmitButton>
      </DialogActions>
    </Form>
  );
}
