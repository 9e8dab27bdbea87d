'use client';
import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useTRPC } from '#components/trpc.tsx';
import { LoadFailed } from '#components/ui/load-failed.tsx';
import { Section } from '#components/ui/section.tsx';
import { ParticularsTimeline } from './particulars-timeline.tsx';

export function ParticularsHistory() {
  const t = useTranslations('members.particulars');
  const trpc = useTRPC();
  const history = useQuery(trpc.workspaces.particularsHistory.queryOptions());
  if (history.isError) return <LoadFailed error={history.error} onRetry={() => void history.refetch()} />;
  return (
    <Section title={t('history')}>
      <ParticularsTimeline versions={history.data ?? []} />
    </Section>
  );
}
