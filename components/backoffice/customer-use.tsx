'use client';
import { useQuery } from '@tanstack/react-query';
import { useFormatter, useTranslations } from 'next-intl';
import { useTRPC } from '#components/trpc.tsx';
import { AreaChart } from '#components/ui/charts/area-chart.tsx';
import { DateTime } from '#components/ui/date-time.tsx';
import { Figure, FigureRow } from '#components/ui/figure.tsx';
import { LoadFailed } from '#components/ui/load-failed.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { Num, Percent } from '#components/ui/number.tsx';
import { Section } from '#components/ui/section.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { HealthBadge, Use, useHealthReasons } from './customer-health.tsx';
import type { CustomerFacts } from './outputs.ts';

/** How the customer is, why, and how much it uses: figures of this month and of thirty days. */
export function CustomerHealth({ facts }: { facts: CustomerFacts }) {
  const t = useTranslations('backoffice');
  const words = useHealthReasons();
  const { use, health } = facts;
  const share = (count: number) => (use.sent === 0 ? '–' : <Percent value={count / use.sent} digits={1} />);
  return (
    <>
      {health.reasons.length > 0 && (
        <Notice tone={health.level === 2 ? 'bad' : 'wait'} title={t(`health.${health.level === 2 ? 'bad' : 'watch'}`)}>
          <ul className="grid gap-0.5">
            {words(health.reasons).map((reason) => (
              <li key={reason}>{reason}</li>
            ))}
          </ul>
        </Notice>
      )}
      <FigureRow>
        <Figure
          label={t('customers.contacts')}
          value={<Num value={use.contacts} />}
          comparison={use.contactLimit === null ? undefined : <Use used={use.contacts} limit={use.contactLimit} />}
        />
        <Figure
          label={t('customers.messages')}
          value={<Num value={use.messages} />}
          comparison={use.messageLimit === null ? undefined : <Use used={use.messages} limit={use.messageLimit} />}
          how={t('health.howMessages')}
        />
        <Figure
          label={t('health.bounceRate')}
          value={share(use.bounced)}
          comparison={t('health.ofSent', { count: use.bounced, sent: use.sent })}
          how={t('health.howRates')}
        />
        <Figure
          label={t('health.complaintRate')}
          value={share(use.complained)}
          comparison={t('health.ofSent', { count: use.complained, sent: use.sent })}
          how={t('health.howRates')}
        />
        <Figure
          label={t('health.title')}
          value={<HealthBadge level={health.level} />}
          comparison={health.reasons.length === 0 ? t('health.noReasons') : undefined}
          how={t('health.how')}
        />
      </FigureRow>
      <p className="text-caption text-ink-3">
        {t('health.countedAt')} <DateTime at={facts.measuredAt} />
      </p>
    </>
  );
}

/** Messages by month over a year, as the month's limit counts them. */
export function CustomerMonths({ workspaceId }: { workspaceId: string }) {
  const t = useTranslations('backoffice.customer');
  const trpc = useTRPC();
  const format = useFormatter();
  const months = useQuery(trpc.backoffice.customers.use.queryOptions({ workspaceId }));
  const nameOf = (month: string) =>
    format.dateTime(new Date(`${month}-15T12:00:00Z`), { month: 'short', year: '2-digit' });
  return (
    <Section title={t('months')}>
      {months.isPending && <Skeleton className="h-44 w-full" />}
      {months.isError && <LoadFailed error={months.error} onRetry={() => void months.refetch()} />}
      {months.data && (
        <AreaChart
          label={t('monthsLabel')}
          data={months.data}
          x="month"
          series={[{ key: 'messages', label: t('monthsMessages'), tone: 'accent' }]}
          formatX={nameOf}
          height={176}
        />
      )}
    </Section>
  );
}
