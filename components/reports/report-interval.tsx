'use client';

import { useTranslations } from 'next-intl';
import { useNumbers } from '#components/ui/number.tsx';
import { Popover } from '#components/ui/popover.tsx';
import { Section } from '#components/ui/section.tsx';
import type { ReportSums } from '#server/modules/reports/schemas.ts';

const soft = 'color-mix(in oklch, var(--accent) 32%, var(--panel))';

/** Who read, between what is known and what is possible: drawn over those who could be followed, the others said beside. */
export function ReportInterval({ sums }: { sums: ReportSums }) {
  const t = useTranslations('reports.interval');
  const { whole, percent, range } = useNumbers();
  const rows = [
    { key: 'opens', people: sums.opens.people, tracked: sums.opensTracked.individual },
    { key: 'clicks', people: sums.clicks.people, tracked: sums.clicksTracked.individual },
  ] as const;
  if (rows.every(({ tracked }) => tracked === 0)) return null;
  const unfollowed = sums.reached - sums.opensTracked.individual;
  return (
    <Section
      title={t('title')}
      action={
        <Popover
          label={t('how')}
          trigger={
            <button type="button" className="text-accent hover:underline">
              {t('how')}
            </button>
          }
        >
          <div className="grid gap-2 text-ink-2">
            <p>{t('howKnown')}</p>
            <p>{t('howPossible')}</p>
            <p>{t('howRest')}</p>
          </div>
        </Popover>
      }
    >
      <div className="grid gap-4">
        {rows
          .filter(({ tracked }) => tracked > 0)
          .map(({ key, people, tracked }) => {
            const [known, possible] = [people.likely / tracked, people.possible / tracked];
            const unsure = people.possible - people.likely;
            const words = unsure > 0 ? range(known, possible, 1) : percent(known);
            return (
              <div key={key} className="grid gap-1.5">
                <div className="flex flex-wrap items-baseline justify-between gap-x-4">
                  <span className="font-medium">{t(key)}</span>
                  <span className="tabular-nums">
                    {words} <span className="text-caption text-ink-3">{t('of', { count: tracked })}</span>
                  </span>
                </div>
                <div
                  role="img"
                  aria-label={t('drawn', { known: people.likely, unsure, tracked })}
                  className="flex h-2.5 overflow-hidden rounded-full bg-hover"
                >
                  <span className="h-full bg-accent" style={{ width: `${known * 100}%` }} />
                  <span className="h-full" style={{ width: `${(possible - known) * 100}%`, background: soft }} />
                </div>
                <ul className="flex flex-wrap gap-x-4 gap-y-0.5 text-caption text-ink-2">
                  <Key colour="var(--accent)">{t('known', { count: people.likely })}</Key>
                  {unsure > 0 && <Key colour={soft}>{t('unsure', { count: unsure })}</Key>}
                  <Key colour="var(--line-strong)">{t('silent', { count: tracked - people.possible })}</Key>
                </ul>
              </div>
            );
          })}
        {unfollowed > 0 && (
          <p className="text-pretty text-caption text-ink-3">
            {t('unfollowed', { count: unfollowed, reached: whole(sums.reached) })}
          </p>
        )}
      </div>
    </Section>
  );
}

function Key({ colour, children }: { colour: string; children: React.ReactNode }) {
  return (
    <li className="flex items-center gap-1.5">
      <span aria-hidden className="size-2 rounded-[2px]" style={{ background: colour }} />
      {children}
    </li>
  );
}
