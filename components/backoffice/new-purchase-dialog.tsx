'use client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useTRPC } from '#components/trpc.tsx';
import { LoadFailed } from '#components/ui/load-failed.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import type { CreatePurchaseInput } from '#server/modules/billing/schemas.ts';
import { MadeOnceDialog } from './made-once-dialog.tsx';
import { NewPurchaseForm } from './new-purchase-form.tsx';
import type { EnquiryRow } from './outputs.ts';
import { ActivationLink } from './purchase-dialog.tsx';

type Created = { id: string; email: string };
type Props = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** What a visitor asked for: the form begins with it, and the sale closes it. */
  enquiry?: EnquiryRow | undefined;
};

/** Records a sale, then shows its link. */
export function NewPurchaseDialog({ open, onOpenChange, enquiry }: Props) {
  const t = useTranslations('backoffice.newPurchase');
  const trpc = useTRPC();
  const client = useQueryClient();
  const plans = useQuery(trpc.backoffice.plans.queryOptions());
  const create = useMutation(trpc.backoffice.purchases.create.mutationOptions());
  async function record(input: CreatePurchaseInput): Promise<Created> {
    const { id } = await create.mutateAsync(input);
    await client.invalidateQueries(trpc.backoffice.pathFilter());
    return { id, email: input.email };
  }
  return (
    <MadeOnceDialog<Created>
      open={open}
      onOpenChange={onOpenChange}
      title={t('title')}
      madeTitle={t('created')}
      doneLabel={t('close')}
      form={(onMade) => {
        if (plans.isError) return <LoadFailed error={plans.error} onRetry={() => void plans.refetch()} />;
        if (!plans.data) return <Skeleton className="h-80 w-full" />;
        return (
          <NewPurchaseForm
            plans={plans.data}
            enquiry={enquiry}
            onCreate={async (input) => onMade(await record(input))}
          />
        );
      }}
    >
      {(created) => <CreatedLink created={created} />}
    </MadeOnceDialog>
  );
}

function CreatedLink({ created }: { created: Created }) {
  const t = useTranslations('backoffice.newPurchase');
  const trpc = useTRPC();
  const list = useQuery(trpc.backoffice.purchases.list.queryOptions({ search: created.email }));
  const row = list.data?.rows.find((candidate) => candidate.id === created.id);
  if (!row) return <Skeleton className="h-20 w-full" />;
  if (!row.activationUrl) return <Notice tone="wait">{t('pendingBody')}</Notice>;
  return (
    <div className="grid gap-4">
      <Notice tone="good">{t('createdBody', { email: created.email })}</Notice>
      <ActivationLink url={row.activationUrl} />
    </div>
  );
}
