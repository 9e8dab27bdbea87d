'use client';

import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { StateBadge } from '#components/ui/badge.tsx';
import { DateTime } from '#components/ui/date-time.tsx';
import { Section } from '#components/ui/section.tsx';
import type { CampaignHead, Relative } from '#server/modules/reports/schemas.ts';
import { campaignTone, useStateWords } from './report-words.ts';

/** Where a re-send comes from, and what was sent again from here. */
export function ReportRelatives({ campaign, base }: { campaign: CampaignHead; base: string }) {
  const t = useTranslations('reports.relatives');
  const { origin, resends } = campaign;
  if (!origin && resends.length === 0) return null;
  return (
    <>
      {origin && (
        <Section title={t('origin')} inset={false}>
          <ul>
            <Line one={origin} base={base} />
          </ul>
        </Section>
      )}
      {resends.length > 0 && (
        <Section title={t('resends', { count: resends.length })} inset={false}>
          <ul className="divide-y divide-line">
            {resends.map((one) => (
              <Line key={one.id} one={one} base={base} />
            ))}
          </ul>
        </Section>
      )}
    </>
  );
}

/** What has not been sent has no figures: it opens where it is written. */
const pageOf = ({ id, startedAt }: Relative, base: string) =>
  startedAt ? `${base}/campaigns/${id}/report` : `${base}/campaigns/${id}`;

function Line({ one, base }: { one: Relative; base: string }) {
  const t = useTranslations('reports.relatives');
  const words = useStateWords();
  return (
    <li className="grid gap-1 px-4 py-3">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <Link href={pageOf(one, base)} className="min-w-0 truncate font-medium hover:text-accent hover:underline">
          {one.name}
        </Link>
        <StateBadge tone={campaignTone(one.state)}>{words.campaign(one.state)}</StateBadge>
      </div>
      <p className="text-caption text-ink-3">
        {one.resendTo && `${words.resendTo(one.resendTo)} · `}
        {one.audience !== null && `${t('audience', { count: one.audience })}${one.startedAt ? ' · ' : ''}`}
        {one.startedAt && <DateTime at={one.startedAt} style="day" />}
      </p>
    </li>
  );
}
