'use client';
import { useTranslations } from 'next-intl';
import { LongWork, type LongWorkState } from '#components/ui/long-work.tsx';
import type { QueueRow } from '../campaign-types.ts';
import { PlannedItem } from './planned-item.tsx';
import { QueueActions } from './queue-actions.tsx';
import { leftOf } from './queue-left.ts';
import { QueueWaits } from './queue-waits.tsx';

const workStates: Partial<Record<QueueRow['state'], LongWorkState>> = {
  freezing: 'running',
  sending: 'running',
  cancelled: 'cancelled',
};

type Props = { item: QueueRow; base: string; maySend: boolean; brief?: boolean };

/** One campaign of the queue: a long work once its audience is counted, until then what it waits for. */
export function QueueItem(props: Props) {
  const { item, base, maySend } = props;
  const planned = item.state === 'scheduled' || item.state === 'overdue';
  return planned ? <PlannedItem item={item} base={base} maySend={maySend} /> : <WorkItem {...props} />;
}

function WorkItem({ item, base, maySend, brief = false }: Props) {
  const t = useTranslations('campaigns.queue');
  const { counts } = item;
  const states = counts?.states;
  return (
    <LongWork
      title={item.name}
      state={workStates[item.state] ?? 'waiting'}
      href={`${base}/${item.id}`}
      done={counts ? counts.audience - leftOf(counts) : 0}
      total={counts ? counts.audience : item.state === 'freezing' ? null : 0}
      unit={t('unit')}
      rate={counts?.perSecond ?? null}
      endsAt={counts?.expectedEnd ?? null}
      segments={
        states
          ? [
              { value: states.accepted + states.delivered, tone: 'accent', label: t('accepted') },
              { value: states.deferred, tone: 'wait', label: t('deferred') },
              { value: states.bounced + states.failed + states.expired, tone: 'bad', label: t('bounced') },
              { value: states.skipped + states.cancelled + states.uncertain, tone: 'neutral', label: t('skipped') },
            ]
          : []
      }
      note={<QueueWaits item={item} />}
      {...(maySend ? { actions: <QueueActions item={item} base={base} brief={brief} /> } : {})}
    />
  );
}
