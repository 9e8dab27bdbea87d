'use client';
import { ChevronLeft, ChevronRight } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { useNumbers } from './number.tsx';

type Way = { href: string } | { onSelect: () => void } | null;

type Props = {
  shown: number;
  total?: number;
  /** The total is "at least": counting further would cost more than it tells. */
  capped?: boolean;
  /** Tells two pagers on one page apart. */
  label?: string;
  previous: Way;
  next: Way;
};

/** Cursor paging: how many of how many, backwards and forwards. */
export function Pager({ shown, total, capped = false, label, previous, next }: Props) {
  const t = useTranslations('ui.pager');
  const { whole } = useNumbers();
  const counts = { shown: whole(shown), total: whole(total ?? 0) };
  return (
    <nav aria-label={label ?? t('label')} className="flex items-center justify-between gap-4 text-table">
      <span className="text-ink-3 tabular-nums">
        {total === undefined ? t('shown', { shown }) : capped ? t('shownOfAtLeast', counts) : t('shownOf', counts)}
      </span>
      <span className="flex gap-4">
        <Step way={previous}>
          <ChevronLeft aria-hidden />
          {t('previous')}
        </Step>
        <Step way={next}>
          {t('next')}
          <ChevronRight aria-hidden />
        </Step>
      </span>
    </nav>
  );
}

function Step({ way, children }: { way: Way; children: ReactNode }) {
  const classes = 'inline-flex min-h-6 items-center gap-1 font-medium text-accent hover:underline';
  if (way === null) return null;
  if ('href' in way) {
    return (
      <Link href={way.href} className={classes}>
        {children}
      </Link>
    );
  }
  return (
    <button type="button" onClick={way.onSelect} className={classes}>
      {children}
    </button>
  );
}
