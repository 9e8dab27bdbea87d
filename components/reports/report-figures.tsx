'use client';

import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Button } from '#components/ui/button.tsx';
import { Figure, FigureRow } from '#components/ui/figure.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { useNumbers } from '#components/ui/number.tsx';
import type { Comparison, Interval, ReportSums } from '#server/modules/reports/schemas.ts';
import { useReportScope } from './use-report-scope.ts';

type Props = { sums: ReportSums; average: Comparison['average']; path: string };

/**
 * The figures. Where most recipients are not followed one by one, counts stand first and percentages under them. Each is put
 * beside what the workspace's last campaigns came to, divided in the same way.
 */
export function ReportFigures({ sums, average, path }: Props) {
  const t = useTranslations('reports');
  const { whole, percent } = useNumbers();
  const { link } = useReportScope();
  const { states, reached, audience } = sums;
  const aimed = audience - states.skipped - states.cancelled;
  const failed = states.bounced + states.failed + states.expired;
  const recipients = (filter: string) => link(`${path}?tab=recipients&filter=${filter}`);
  const opens = useEngagement(sums.opens, sums.opensTracked.individual, reached);
  const clicks = useEngagement(sums.clicks, sums.clicksTracked.individual, reached);
  const machines = t('figures.howMachine', sums.machine);
  const past = average?.sums;
  const against = useAgainst(average);
  const oneClick = sums.unsubscribedHow.find(({ name }) => name === 'one-click')?.people ?? 0;
  return (
    <div className="grid gap-4">
      <FigureRow>
        <Figure
          label={t('figures.accepted')}
          value={aimed > 0 ? percent(reached / aimed) : '–'}
          comparison={
            <Two
              first={t('figures.of', { part: reached, whole: aimed })}
              second={past && against(past.reached, past.aimed)}
            />
          }
          how={t('figures.howAccepted')}
          href={recipients('reached')}
        />
        <Figure
          label={t('figures.opens')}
          value={opens.value}
          comparison={
            <Two
              first={opens.comparison}
              second={past && against(past.opened.likely, past.opensTracked, past.opened.possible)}
            />
          }
          how={`${t('figures.howOpens')} ${machines}`}
          href={recipients('opened')}
        />
        <Figure
          label={t('figures.clicks')}
          value={clicks.value}
          comparison={
            <Two
              first={clicks.comparison}
              second={past && against(past.clicked.likely, past.clicksTracked, past.clicked.possible)}
            />
          }
          how={`${t('figures.howClicks')} ${machines}`}
          href={recipients('clicked')}
        />
        <Figure
          label={t('figures.bounces')}
          value={aimed > 0 ? percent(failed / aimed) : '–'}
          comparison={
            <Two
              first={t('figures.of', { part: failed, whole: aimed })}
              second={past && against(past.failed, past.aimed)}
            />
          }
          how={t('figures.howBounces')}
          href={link(`${path}?tab=delivery`)}
        />
      </FigureRow>
      <FigureRow>
        <Figure
          label={t('figures.unsubscribed')}
          value={whole(sums.unsubscribed)}
          comparison={
            <Two
              first={t('figures.oneClick', { count: oneClick })}
              second={past && against(past.unsubscribed, past.reached)}
            />
          }
          how={`${t('figures.howUnsubscribed')} ${t('figures.trackingOffHow', { count: sums.trackingOff })}`}
          href={recipients('unsubscribed')}
        />
        <Figure
          label={t('figures.complaints')}
          value={whole(sums.complaints)}
          comparison={t('figures.ofReached', { count: reached })}
          how={t('figures.howComplaints')}
          href={recipients('complained')}
        />
        <Figure
          label={t('figures.forwards')}
          value={whole(sums.forwards.sent)}
          comparison={t('figures.forwardsNot', { count: sums.forwards.notSent, waiting: sums.forwards.waiting })}
          how={t('figures.howForwards')}
          href={recipients('forwarded')}
        />
        <Figure
          label={t('figures.views')}
          value={whole(sums.views)}
          comparison={t('figures.times')}
          how={t('figures.howViews')}
        />
      </FigureRow>
    </div>
  );
}

/** What hides percentages, and what can be done about it. */
export function AnonymousNotice({ sums, action, base }: { sums: ReportSums; action?: ReactNode; base: string }) {
  const t = useTranslations('reports.consent');
  const anonymous = sums.reached - sums.opensTracked.individual;
  if (anonymous * 2 <= sums.reached) return null;
  return (
    <Notice
      tone="accent"
      title={t('title')}
      action={
        <div className="flex flex-wrap gap-2">
          {action}
          <Button size="s" asChild>
            <Link href={`${base}/settings/tracking`}>{t('action')}</Link>
          </Button>
        </div>
      }
    >
      {t('body', { count: anonymous, reached: sums.reached })}
    </Notice>
  );
}

function Two({ first, second }: { first: ReactNode; second: ReactNode }) {
  return (
    <span className="grid">
      <span>{first}</span>
      {second && <span>{second}</span>}
    </span>
  );
}

/** "media 41 %": the same rate of the last campaigns, where there are any to divide. */
function useAgainst(average: Comparison['average']) {
  const t = useTranslations('reports.figures');
  const { percent, range } = useNumbers();
  return (part: number, of: number, possible = part): ReactNode => {
    if (!average || of === 0) return null;
    const rate = part === possible ? percent(part / of) : range(part / of, possible / of, 0);
    return t('average', { rate, count: average.campaigns });
  };
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
