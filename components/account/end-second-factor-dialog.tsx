'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useTRPC } from '#components/trpc.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import { DialogActions } from '#components/ui/dialog-actions.tsx';
import { Form, FormField, SubmitButton, useZodForm } from '#components/ui/form.tsx';
import { Input } from '#components/ui/input.tsx';
import { useToast } from '#components/ui/toast.tsx';
import { endSecondFactorInput } from '#server/modules/identity/schemas.ts';

type Props = { open: boolean; onOpenChange: (open: boolean) => void };

/** Turns the second factor off, for password and code. */
export function EndSecondFactorDialog({ open, onOpenChange }: Props) {
  const t = useTranslations('account.access.factor');
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title={t('endTitle')} size="s">
      <EndForm onEnded={() => onOpenChange(false)} />
    </Dialog>
  );
}

function EndForm({ onEnded }: { onEnded: () => void }) {
  const t = useTranslations('account.access.factor');
  const trpc = useTRPC();
  const client = useQueryClient();
  const toast = useToast();
  const end = useMutation(trpc.identity.endSecondFactor.mutationOptions());
  const form = useZodForm(endSecondFactorInput, { defaultValues: { password: '', code: '' } });
  return (
    <Form
      form={form}
      onSubmit={async (values) => {
        await end.mutateAsync(values);
        toast({ title: t('endedToast'), tone: 'good' });
        await client.invalidateQueries(trpc.identity.access.pathFilter());
        onEnded();
      }}
    >
      <p className="text-table text-ink-2">{t('endBody')}</p>
      <FormField name="password" label={t('password')}>
        <Input type="password" autoComplete="current-password" />
      </FormField>
      <FormField name="code" label={t('endCode')}>
        <Input autoComplete="one-time-code" autoCapitalize="none" spellCheck={false} className="font-mono" />
      </FormField>
      <DialogActions>
        <SubmitButton variant="danger">{t('endDo')}</SubmitButton>
      </DialogActions>
    </Form>
  );
}
