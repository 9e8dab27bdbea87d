'use client';
import { useMutation } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useTRPC } from '#components/trpc.tsx';
import { Button } from '#components/ui/button.tsx';
import { Code } from '#components/ui/code.tsx';
import { DateTime } from '#components/ui/date-time.tsx';
import { Facts } from '#components/ui/facts.tsx';
import { LoadFailed } from '#components/ui/load-failed.tsx';
import { Sheet } from '#components/ui/sheet.tsx';
import { Timeline } from '#components/ui/timeline.tsx';
import type { FoundDelivery } from './outputs.ts';
import { DeliveryBadge } from './use-delivery-columns.tsx';

type Props = { purpose: string; delivery: FoundDelivery | undefined; onClose: () => void };

/** One delivery; its tries with the servers' own words are a look of their own. */
export function DeliverySheet({ purpose, delivery, onClose }: Props) {
  const t = useTranslations('backoffice.deliveries');
  return (
    <Sheet open={delivery !== undefined} onOpenChange={(open) => !open && onClose()} title={t('detail')}>
      {delivery && (
        <div className="grid gap-5">
          <Facts
            items={[
              { label: t('recipient'), value: delivery.address ?? t('erased') },
              { label: t('state'), value: <DeliveryBadge state={delivery.state} /> },
              { label: t('when'), value: <DateTime at={delivery.stateAt} style="full" /> },
              ...(delivery.reason ? [{ label: t('reason'), value: <Code>{delivery.reason}</Code> }] : []),
              ...(delivery.dueAt ? [{ label: t('due'), value: <DateTime at={delivery.dueAt} style="full" /> }] : []),
              { label: t('campaign'), value: delivery.campaignName },
              {
                label: t('customer'),
                value: <a href={`/admin/customers/${delivery.workspaceId}`}>{delivery.workspaceName}</a>,
              },
            ]}
          />
          <Attempts key={delivery.campaignId + delivery.contactId} purpose={purpose} delivery={delivery} />
        </div>
      )}
    </Sheet>
  );
}

function Attempts({ purpose, delivery }: { purpose: string; delivery: FoundDelivery }) {
  const t = useTranslations('backoffice.deliveries');
  const trpc = useTRPC();
  const { workspaceId, campaignId, contactId } = delivery;
  const look = useMutation(trpc.backoffice.deliveries.attempts.mutationOptions());
  const ask = () => look.mutate({ purpose, workspaceId, campaignId, contactId });
  if (look.isError) return <LoadFailed error={look.error} onRetry={ask} />;
  if (!look.data) {
    return (
      <div>
        <Button busy={look.isPending} onClick={ask}>
          {t('showAttempts')}
        </Button>
      </div>
    );
  }
  if (look.data.length === 0) return <p className="text-table text-ink-2">{t('noAttempts')}</p>;
  return (
    <Timeline
      items={look.data.map((attempt) => ({
        id: `${attempt.attempt}-${attempt.at.toISOString()}`,
        title: t('attempt', { number: attempt.attempt, outcome: attempt.outcome }),
        at: attempt.at,
        ...(attempt.host ? { by: attempt.host } : {}),
        detail: (
          <span className="wrap-anywhere">
            {[attempt.phase, attempt.code, attempt.enhanced, attempt.answer].filter(Boolean).join(' · ')}
          </span>
        ),
        tone: attempt.outcome === 'accepted' ? ('good' as const) : ('wait' as const),
      }))}
    />
  );
}
