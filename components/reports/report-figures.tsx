'use client';

import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Button } from '#components/ui/button.tsx';
import { Figure, FigureRow } from '#components/ui/figure.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { useNumbers } from '#components/ui/number.tsx';
import type { CampaignReport, Interval } from '#server/modules/reports/schemas.ts';

/** The five figures. Where most recipients are not followed one by one, counts stand first and percentages under them. */
export function ReportFigures({ report, base, path }: { report: CampaignReport; base: string; path: string }) {
  const t = useTranslations('reports');
  const { whole, percent } = useNumbers();
  const { states, reached, audience } = report;
  const aimed = audience - states.skipped - states.cancelled;
  const failed = states.bounced + states.failed + states.expired;
  const recipients = (filter: string) => `${path}?tab=recipients&filter=${filter}`;
  const opens = useEngagement(report.opens, report.opensTracked.individual, reached);
  const clicks = useEngagement(report.clicks, report.clicksTracked.individual, reached);
  const machines = t('figures.howMachine', report.machine);
  const anonymous = reached - report.opensTracked.individual;
  return (
    <>
      <FigureRow>
        <Figure
          label={t('figures.accepted')}
          value={aimed > 0 ? percent(reached / aimed) : '–'}
          comparison={t('figures.of', { part: reached, whole: aimed })}
          how={t('figures.howAccepted')}
          href={recipients('reached')}
        />
        <Figure
          label={t('figures.opens')}
          value={opens.value}
          comparison={opens.comparison}
          how={`${t('figures.howOpens')} ${machines}`}
          href={recipients('opened')}
        />
        <Figure
          label={t('figures.clicks')}
          value={clicks.value}
          comparison={clicks.comparison}
          how={`${t('figures.howClicks')} ${machines}`}
          href={recipients('clicked')}
        />
        <Figure
          label={t('figures.bounces')}
          value={aimed > 0 ? percent(failed / aimed) : '–'}
          comparison={whole(failed)}
          how={t('figures.howBounces')}
          href={recipients('bounced')}
        />
        <Figure
          label={t('figures.unsubscribed')}
          value={whole(report.unsubscribed)}
          comparison={t('figures.trackingOff', { count: report.trackingOff })}
          how={t('figures.howUnsubscribed')}
          href={recipients('unsubscribed')}
        />
      </FigureRow>
      {anonymous * 2 > reached && (
        <Notice
          tone="accent"
          title={t('consent.title')}
          action={
            <Button size="s" asChild>
              <Link href={`${base}/settings/tracking`}>{t('consent.action')}</Link>
            </Button>
          }
        >
          {t('consent.body', { count: anonymous, reached })}
        </Notice>
      )}
    </>
  );
}

function useEngagement(acts: { events: Interval; people: Interval }, trackable: number, reached: number) {
  const t = useTranslations('reports');
  const { whole, range, percent } = useNumbers();
  const span = ({ likely, possible }: Interval) =>
    likely === possible ? whole(likely) : `${whole(likely)}–${whole(possible)}`;
  if (trackable === 0) {
    const none = acts.events.possible === 0 && reached === 0;
    return {
      value: none ? '–' : span(acts.events),
      comparison: none ? t('figures.notTracked') : t('figures.noPeople'),
    };
  }
  const { likely, possible } = acts.people;
  const rate = likely === possible ? percent(likely / trackable) : range(likely / trackable, possible / trackable, 0);
  if (trackable * 2 < reached) {
    return { value: span(acts.events), comparison: `${rate} ${t('figures.trackable', { count: trackable })}` };
  }
  return {
    value: rate,
    comparison: `${t('figures.trackable', { count: trackable })} · ${t('figures.inAll', { count: span(acts.events) })}`,
  };
}
