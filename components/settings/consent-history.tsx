'use client';
import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useTRPC } from '#components/trpc.tsx';
import { LoadFailed } from '#components/ui/load-failed.tsx';
import { Section } from '#components/ui/section.tsx';
import { Timeline } from '#components/ui/timeline.tsx';
import { consentPurposes } from '#server/modules/billing/values.ts';

/** Each consent that was given or withdrawn, with who and when. */
export function ConsentHistory() {
  const t = useTranslations('members.consents');
  const purposes = useTranslations('portal.consents.purposes');
  const trpc = useTRPC();
  const history = useQuery(trpc.billing.consentHistory.queryOptions());
  if (history.isError) return <LoadFailed error={history.error} onRetry={() => void history.refetch()} />;
  const nameOf = (purpose: string) => {
    const known = consentPurposes.find((candidate) => candidate === purpose);
    return known ? purposes(`${known}.title`) : purpose;
  };
  const rows = history.data ?? [];
  return (
    <Section title={t('history')}>
      {rows.length === 0 ? (
        <p className="text-table text-ink-2">{t('noHistory')}</p>
      ) : (
        <Timeline
          items={rows.map(({ id, at, given, purpose, name }) => ({
            id,
            at,
            ...(name ? { by: name } : {}),
            title: t(given ? 'given' : 'withdrawn', { purpose: nameOf(purpose) }),
          }))}
        />
      )}
    </Section>
  );
}
