'use client';
import { useTranslations } from 'next-intl';
import { StateBadge } from '#components/ui/badge.tsx';
import { Num, useNumbers } from '#components/ui/number.tsx';
import type { HealthLevel, HealthReason } from '#server/modules/backoffice/schemas.ts';

const tones = { 0: 'good', 1: 'wait', 2: 'bad' } as const;
const names = { 0: 'well', 1: 'watch', 2: 'bad' } as const;

export function HealthBadge({ level }: { level: HealthLevel }) {
  const t = useTranslations('backoffice.health');
  return <StateBadge tone={tones[level]}>{t(names[level])}</StateBadge>;
}

/** Each reason in words, the worst first. */
export function useHealthReasons(): (reasons: readonly HealthReason[]) => string[] {
  const t = useTranslations('backoffice.health.reasons');
  const { percent } = useNumbers();
  return (reasons) => reasons.map(({ kind, share = 0, count = 0 }) => t(kind, { share: percent(share, 1), count }));
}

/** How much of what was bought is used. Near its end it says so by a word, not by colour alone. */
export function Use({ used, limit }: { used: number; limit: number | null }) {
  const t = useTranslations('backoffice.customers');
  const numbers = useNumbers();
  if (limit === null) return <Num value={used} />;
  const near = used >= limit * 0.9;
  return (
    <span className={near ? 'text-wait' : ''}>
      {t(used >= limit ? 'useFull' : near ? 'useNear' : 'useOf', {
        used: numbers.whole(used),
        limit: numbers.whole(limit),
      })}
    </span>
  );
}
