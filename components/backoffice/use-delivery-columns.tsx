'use client';
import { useTranslations } from 'next-intl';
import { StateBadge } from '#components/ui/badge.tsx';
import { DateTime } from '#components/ui/date-time.tsx';
import type { Column } from '#components/ui/table.tsx';
import { CellTitle } from '#components/ui/table-cells.tsx';
import type { Tone } from '#components/ui/tone.ts';
import type { DeliveryState } from '#server/modules/deliveries/schemas.ts';
import type { FoundDelivery } from './outputs.ts';

const tones: Record<DeliveryState, Tone> = {
  queued: 'neutral',
  leased: 'accent',
  committing: 'accent',
  accepted: 'good',
  delivered: 'good',
  deferred: 'wait',
  bounced: 'bad',
  failed: 'bad',
  expired: 'bad',
  skipped: 'neutral',
  cancelled: 'neutral',
  uncertain: 'wait',
};

export function DeliveryBadge({ state }: { state: DeliveryState }) {
  const t = useTranslations('backoffice.deliveries.states');
  return <StateBadge tone={tones[state]}>{t(state)}</StateBadge>;
}

export function useDeliveryColumns(): Column<FoundDelivery>[] {
  const t = useTranslations('backoffice.deliveries');
  return [
    {
      id: 'recipient',
      header: t('recipient'),
      phone: 'title',
      cell: (row) => <CellTitle title={row.address ?? t('erased')} sub={row.campaignName} />,
    },
    { id: 'state', header: t('state'), phone: 'badge', cell: (row) => <DeliveryBadge state={row.state} /> },
    {
      id: 'reason',
      header: t('reason'),
      from: 'lg',
      cell: (row) => <span className="font-mono text-caption">{row.reason ?? '–'}</span>,
    },
    { id: 'customer', header: t('customer'), from: 'md', cell: (row) => row.workspaceName },
    { id: 'when', header: t('when'), align: 'end', phone: 'when', cell: (row) => <DateTime at={row.stateAt} /> },
  ];
}
