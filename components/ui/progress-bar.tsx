'use client';
import clsx from 'clsx';
import { useTranslations } from 'next-intl';
import { useNumbers } from './number.tsx';
import { fillOf, type Tone } from './tone.ts';

export type Segment = { value: number; tone: Tone; label: string };

type Props = {
  segments: Segment[];
  total: number /** What the bar is about; its parts are read out after it. */;
  label: string;
  size?: 's' | 'm';
};

/** Parts of a whole. A part that exists is never thinner than 2 px, so that three of sixty thousand are still seen. */
export function ProgressBar({ segments, total, label, size = 's' }: Props) {
  const t = useTranslations('ui');
  const { whole } = useNumbers();
  const shown = segments.filter((segment) => segment.value > 0);
  const words = shown.map((segment) => `${segment.label} ${whole(segment.value)}`).join(', ');
  return (
    <div
      role="img"
      aria-label={t('partsOf', { label, parts: words || '0', total: whole(total) })}
      className={clsx('flex w-full overflow-hidden rounded-full bg-hover', size === 's' ? 'h-1.5' : 'h-2')}
    >
      {shown.map((segment) => (
        <span
          key={segment.label}
          title={`${segment.label}: ${whole(segment.value)}`}
          className={clsx('min-w-0.5 shrink', fillOf[segment.tone])}
          style={{ width: total > 0 ? `${(segment.value / total) * 100}%` : 0 }}
        />
      ))}
    </div>
  );
}
