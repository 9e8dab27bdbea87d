'use client';
import clsx from 'clsx';
import { useTranslations } from 'next-intl';
import { useNumbers } from '#components/ui/number.tsx';
import { clippedAt } from '#shared/campaign-checks.ts';

/** How much of the 102 KB that Gmail shows the message takes. */
export function SizeMeter({ bytes }: { bytes: number | null }) {
  const t = useTranslations('editor');
  const { whole } = useNumbers();
  if (bytes === null) return null;
  const share = Math.min(1, bytes / clippedAt);
  const text = t('size', { used: whole(Math.ceil(bytes / 1024)), most: clippedAt / 1024 });
  return (
    <span
      title={t('sizeHelp')}
      className="flex items-center gap-2 whitespace-nowrap text-table text-ink-3 tabular-nums"
    >
      {text}
      <span aria-hidden className="h-1.5 w-16 overflow-hidden rounded-full bg-hover">
        <span
          className={clsx('block h-full', share < 0.8 ? 'bg-good' : share < 1 ? 'bg-wait' : 'bg-bad')}
          style={{ width: `${share * 100}%` }}
        />
      </span>
    </span>
  );
}
