'use client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useTRPC } from '#components/trpc.tsx';
import { Button } from '#components/ui/button.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { NewPurchaseForm } from './new-purchase-form.tsx';
import { ActivationLink } from './purchase-dialog.tsx';

type Created = { id: string; email: string };
type Props = { open: boolean; onOpenChange: (open: boolean) => void };

/** Records a sale, then shows its link. */
export function NewPurchaseDialog({ open, onOpenChange }: Props) {
  const t = useTranslations('backoffice.newPurchase');
  const trpc = useTRPC();
  const client = useQueryClient();
  const plans = useQuery(trpc.backoffice.plans.queryOptions());
  const create = useMutation(trpc.backoffice.purchases.create.mutationOptions());
  const [created, setCreated] = useState<Created | null>(null);
  function change(next: boolean): void {
    onOpenChange(next);
    if (!next) setCreated(null);
  }
  return (
    <Dialog
      open={open}
      onOpenChange={change}
      title={created ? t('created') : t('title')}
      footer={
        created ? (
          <Button variant="primary" onClick={() => change(false)}>
            {t('close')}
          </Button>
        ) : undefined
      }
    >
      {created && <CreatedLink created={created} />}
      {!created && plans.data && (
        <NewPurchaseForm
          plans={plans.data}
          onCreate={async (input) => {
            const { id } = await create.mutateAsync(input);
            await client.invalidateQueries(trpc.backoffice.pathFilter());
            setCreated({ id, email: input.email });
          }}
        />
      )}
    </Dialog>
  );
}

function CreatedLink({ created }: { created: Created }) {
  const t = useTranslations('backoffice.newPurchase');
  const trpc = useTRPC();
  const list = useQuery(trpc.backoffice.purchases.list.queryOptions({ search: created.email }));
  const row = list.data?.rows.find((candidate) => candidate.id === created.id);
  if (!row) return null;
  if (!row.activationUrl) return <Notice tone="wait">{t('pendingBody')}</Notice>;
  return (
    <div className="grid gap-4">
      <Notice tone="good">{t('createdBody', { email: created.email })}</Notice>
      <ActivationLink url={row.activationUrl} />
    </div>
  );
}
