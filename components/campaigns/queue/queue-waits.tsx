'use client';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { DateTime } from '#components/ui/date-time.tsx';
import type { QueueRow } from '../campaign-types.ts';

type Wait = QueueRow['waits'][number];

/** Why a campaign does not move, and until when; `home` is the workspace's own address. */
export function QueueWaits({ item, home }: { item: QueueRow; home: string }) {
  const say = useWaitSentence(home);
  const t = useTranslations('campaigns.queue.wait');
  const { waits } = item;
  if (waits.length === 0) return item.state === 'freezing' ? t('freezing') : null;
  return (
    <span className="grid gap-0.5">
      {waits.map((wait) => (
        <span key={wait.kind === 'retries' ? `${wait.kind} ${wait.domain}` : wait.kind}>{say(wait)}</span>
      ))}
    </span>
  );
}

function useWaitSentence(home: string): (wait: Wait) => ReactNode {
  const t = useTranslations('campaigns.queue');
  const moment = (when: Date | null, style: 'short' | 'full' | 'time' = 'full') => {
    return () => <DateTime key="at" at={when} style={style} />;
  };
  return (wait) => {
    switch (wait.kind) {
      case 'time':
        return t.rich('wait.time', { at: moment(wait.until) });
      case 'overdue': {
        const key = `wait.overdue.${wait.why ?? 'missed'}` as 'wait.overdue.missed';
        return t.rich(t.has(key) ? key : 'wait.overdue.missed', { at: moment(wait.since) });
      }
      case 'review':
        return (
          <>
            {t.rich(wait.until ? 'wait.reviewAt' : 'wait.reviewSoon', {
              asker: wait.asker,
              since: moment(wait.since),
              at: moment(wait.until),
            })}
            {'; '}
            {t('wait.reviewers', { count: wait.reviewers })}
          </>
        );
      case 'suspended': {
        const at = moment(wait.since);
        const key = `why.${wait.why}` as 'why.quota-exceeded';
        if (wait.note) return t.rich('wait.suspendedNote', { at, by: wait.by, note: wait.note });
        return wait.why && t.has(key)
          ? t.rich('wait.suspendedWhy', { at, why: t(key) })
          : t.rich('wait.suspended', { at, by: wait.by });
      }
      case 'behind':
        return wait.until
          ? t.rich('wait.behindUntil', { name: wait.name, at: moment(wait.until, 'time') })
          : t('wait.behind', { name: wait.name });
      case 'retries': {
        const key = `refusal.${wait.reason}` as 'refusal.other';
        const said = { rows: wait.rows, reason: t(t.has(key) ? key : 'refusal.other'), at: moment(wait.until) };
        return wait.domain ? t.rich('wait.retriesAt', { ...said, domain: wait.domain }) : t.rich('wait.retries', said);
      }
      case 'quota':
        return t.rich('wait.quota', { limit: wait.limit, at: moment(wait.until) });
      case 'domain':
        return t.rich('wait.domain', {
          domain: wait.domain,
          link: (words) => (
            <Link key="link" href={`${home}/settings/domains`} className="font-medium text-accent hover:underline">
              {words}
            </Link>
          ),
        });
      case 'workspace':
        return t(`wait.workspace.${wait.why}`);
      case 'worker':
        return t('wait.worker');
    }
  };
}
