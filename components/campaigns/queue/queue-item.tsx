'use client';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { LongWork, type LongWorkState } from '#components/ui/long-work.tsx';
import type { QueueRow } from '../campaign-types.ts';
import { PlannedItem } from './planned-item.tsx';
import { QueueActions } from './queue-actions.tsx';
import { leftOf } from './queue-left.ts';
import { QueueWaits } from './queue-waits.tsx';

type Props = {
  item: QueueRow;
  base: string;
  maySend: boolean;
  brief?: boolean;
  /** Buttons that change its place. */
  place?: ReactNode;
};

/** One campaign of the queue: a long work once its audience is counted, until then what it waits for. */
export function QueueItem({ item, base, maySend, brief = false, place }: Props) {
  const home = base.replace(/\/campaigns$/, '');
  if (item.place === null) return <PlannedItem {...{ item, base, home, maySend, brief }} />;
  return <WorkItem {...{ item, base, home, maySend, brief, place }} />;
}

function workState({ state, waits }: QueueRow): LongWorkState {
  if (state === 'suspended' || waits.some(({ kind }) => kind === 'behind' || kind === 'workspace')) return 'waiting';
  return 'running';
}

function WorkItem({
  item,
  base,
  home,
  maySend,
  brief,
  place,
}: Required<Omit<Props, 'place'>> & { home: string; place: ReactNode }) {
  const t = useTranslations('campaigns.queue');
  const { counts } = item;
  const states = counts?.states;
  return (
    <LongWork
      title={item.name}
      state={workState(item)}
      href={`${base}/${item.id}`}
      done={counts ? counts.audience - leftOf(counts) : 0}
      total={counts ? counts.audience : item.state === 'freezing' ? null : 0}
      unit={t('unit')}
      rate={counts?.perSecond ?? null}
      endsAt={item.estimate?.endsAt ?? null}
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
      note={<QueueWaits item={item} home={home} />}
      {...(maySend
        ? {
            actions: (
              <>
                {place}
                <QueueActions item={item} base={base} brief={brief} />
              </>
            ),
          }
        : {})}
    />
  );
}
