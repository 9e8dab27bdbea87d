'use client';

import { useFormatter, useTranslations } from 'next-intl';
import { DateTime } from '#components/ui/date-time.tsx';
import { Facts } from '#components/ui/facts.tsx';
import { useNumbers } from '#components/ui/number.tsx';
import { Card, Section } from '#components/ui/section.tsx';
import { Timeline } from '#components/ui/timeline.tsx';
import type { CampaignHead, ReportSums } from '#server/modules/reports/schemas.ts';
import { ReportRelatives } from './report-relatives.tsx';
import { useStateWords } from './report-words.ts';

/** What was sent, to whom, when; and the campaign's own steps. */
export function ReportFacts({
  campaign,
  sums,
  base,
}: {
  campaign: CampaignHead;
  sums: ReportSums | null;
  base: string;
}) {
  const t = useTranslations('reports.facts');
  const steps = useTranslations('reports.steps');
  const words = useStateWords();
  const { percent } = useNumbers();
  const reached = sums?.reached ?? 0;
  const groups = campaign.includeGroups.length > 0 ? campaign.includeGroups.join(', ') : t('everyone');
  const share = (count: number) => percent(reached > 0 ? count / reached : 0, 0);
  return (
    <>
      <Card className="p-4">
        <Facts
          items={[
            { label: t('subject'), value: campaign.subject || '–' },
            { label: t('from'), value: campaign.from || '–' },
            {
              label: t('audience'),
              value:
                campaign.excludeGroups.length > 0
                  ? t('less', { groups, excluded: campaign.excludeGroups.join(', ') })
                  : groups,
            },
            { label: t('topic'), value: campaign.topic },
            {
              label: t('tracking'),
              value:
                sums && reached > 0
                  ? t('trackingShares', {
                      individual: share(sums.opensTracked.individual),
                      aggregate: share(sums.opensTracked.aggregate),
                      off: share(sums.opensTracked.off),
                    })
                  : '–',
            },
            { label: t('sent'), value: <Sent campaign={campaign} /> },
            ...(sums && sums.machine.opens + sums.machine.clicks > 0
              ? [{ label: t('machines'), value: t('machineCount', sums.machine) }]
              : []),
          ]}
        />
      </Card>
      <ReportRelatives campaign={campaign} base={base} />
      <Section title={steps('title')}>
        {campaign.steps.length === 0 ? (
          <p className="text-table text-ink-3">{steps('none')}</p>
        ) : (
          <Timeline
            items={campaign.steps.map((step) => ({
              id: step.id,
              title: step.from === null && step.to === 'draft' ? steps('created') : words.step(step.to),
              at: step.at,
              by: step.actorName,
            }))}
          />
        )}
      </Section>
    </>
  );
}

function Sent({ campaign }: { campaign: CampaignHead }) {
  const t = useTranslations('reports.facts');
  const format = useFormatter();
  const { startedAt, finishedAt } = campaign;
  if (!startedAt) return t('notYet');
  const start = <DateTime at={startedAt} style="full" />;
  const same = (style: 'day' | 'moment') =>
    finishedAt !== null && format.dateTime(new Date(startedAt), style) === format.dateTime(new Date(finishedAt), style);
  if (!finishedAt || same('moment')) return start;
  return (
    <>
      {start}
      {same('day') ? '–' : ` ${t('sentUntil')} `}
      <DateTime at={finishedAt} style={same('day') ? 'time' : 'full'} />
    </>
  );
}
