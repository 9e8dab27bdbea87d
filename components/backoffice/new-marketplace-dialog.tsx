'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useTRPC } from '#components/trpc.tsx';
import { DialogActions } from '#components/ui/dialog-actions.tsx';
import { Form, FormField, SubmitButton, useZodForm } from '#components/ui/form.tsx';
import { Input } from '#components/ui/input.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { createMarketplaceInput } from '#server/modules/billing/schemas.ts';
import { CopyField } from './copy-field.tsx';
import { MadeOnceDialog } from './made-once-dialog.tsx';

type Made = { keyId: string; secret: string };
type Props = { open: boolean; onOpenChange: (open: boolean) => void };

/** Makes a marketplace's key; its secret is shown here once and nowhere else. */
export function NewMarketplaceDialog({ open, onOpenChange }: Props) {
  const t = useTranslations('members.console.marketplaces');
  return (
    <MadeOnceDialog<Made>
      open={open}
      onOpenChange={onOpenChange}
      title={t('new')}
      madeTitle={t('madeTitle')}
      doneLabel={t('done')}
      form={(onMade) => <NewKeyForm onMade={onMade} />}
    >
      {({ keyId, secret }) => (
        <div className="grid gap-4">
          <Notice tone="wait">{t('madeBody')}</Notice>
          <CopyField label={t('keyId')} value={keyId} copyLabel={t('copyKey')} mono />
          <CopyField label={t('secret')} value={secret} copyLabel={t('copySecret')} mono />
        </div>
      )}
    </MadeOnceDialog>
  );
}

function NewKeyForm({ onMade }: { onMade: (made: Made) => void }) {
  const t = useTranslations('members.console.marketplaces');
  const trpc = useTRPC();
  const client = useQueryClient();
  const create = useMutation(trpc.backoffice.marketplaces.create.mutationOptions());
  const form = useZodForm(createMarketplaceInput, { defaultValues: { name: '' } });
  return (
    <Form
      form={form}
      onSubmit={async (values) => {
        onMade(await create.mutateAsync(values));
        await client.invalidateQueries(trpc.backoffice.marketplaces.pathFilter());
      }}
    >
      <FormField name="name" label={t('name')}>
        <Input autoComplete="off" />
      </FormField>
      <DialogActions>
        <SubmitButton>{t('create')}</SubmitButton>
      </DialogActions>
    </Form>
  );
}
