'use client';
import { ShieldAlert } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { useClock } from '#components/ui/clock.tsx';

type Props = {
  person: string;
  workspace: string;
  reason: string;
  until: Date | string /** A button that ends the access. */;
  leave?: ReactNode;
};

/** Stands above everything while a member of staff is inside a customer's workspace: who, why, and for how long still. */
export function StaffStrip({ person, workspace, reason, until, leave }: Props) {
  const t = useTranslations('shell');
  const minutes = Math.floor((new Date(until).getTime() - useClock().getTime()) / 60_000);
  const where = t('staffIn', { person, workspace });
  return (
    <section
      aria-label={`${t('staffStrip')}: ${where}`}
      className="sticky top-0 z-30 flex h-9 items-center gap-3 bg-wait px-4 text-table text-accent-ink sm:px-6"
    >
      <ShieldAlert aria-hidden />
      <strong className="shrink-0 font-semibold max-sm:hidden">{where}</strong>
      <span className="min-w-0 flex-1 truncate" title={reason}>
        {reason}
      </span>
      <span className="shrink-0 tabular-nums">{minutes < 0 ? t('timeOver') : t('timeLeft', { minutes })}</span>
      {leave}
    </section>
  );
}
