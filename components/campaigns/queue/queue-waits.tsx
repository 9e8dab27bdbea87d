'use client';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { DateTime } from '#components/ui/date-time.tsx';
import type { QueueRow } from '../campaign-types.ts';

type Wait = QueueRow['waits'][number];

/** Why a campaign does not move, and until when. */
export function QueueWaits({ item }: { item: QueueRow }) {
  const t = useTranslations('campaigns.queue');
  const at = (when: Date) => () => <DateTime key="at" at={when} />;

  /** `kind` or `kind: reason`, as the freeze writes it; what a person did has none. */
  function why(source: string | null): string | null {
    const known = (source ?? '').split(': ').findLast((each) => t.has(`why.${each}` as 'why.quota-exceeded'));
    return known === undefined ? null : t(`why.${known}` as 'why.quota-exceeded');
  }
  function say(wait: Wait): ReactNode {
    switch (wait.kind) {
      case 'time':
        return t.rich('wait.time', { at: at(wait.until) });
      case 'overdue':
        return t('wait.overdue');
      case 'suspended': {
        const reason = why(wait.why);
        return reason === null
          ? t.rich('wait.suspended', { at: at(wait.since) })
          : t.rich('wait.suspendedWhy', { at: at(wait.since), why: reason });
      }
      case 'retries': {
        const key = `refusal.${wait.reason}` as 'refusal.other';
        const reason = t.has(key) ? t(key) : t('refusal.other');
        return t.rich('wait.retries', { rows: wait.rows, reason, at: at(wait.until) });
      }
    }
  }
  const { waits } = item;
  if (waits.length === 0) return item.state === 'freezing' ? t('wait.freezing') : null;
  return (
    <span className="grid gap-0.5">
      {waits.map((wait) => (
        <span key={wait.kind}>{say(wait)}</span>
      ))}
    </span>
  );
}
