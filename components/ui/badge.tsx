import clsx from 'clsx';
import type { ReactNode } from 'react';
import { fillOf, type Tone, washOf } from './tone.ts';

type Props = { tone?: Tone; children: ReactNode; className?: string };

/** A word on a wash. */
export function Badge({ tone = 'neutral', children, className }: Props) {
  return (
    <span
      className={clsx(
        'inline-flex h-5 items-center gap-1.5 whitespace-nowrap rounded-full px-2 text-caption font-medium',
        washOf[tone],
        className,
      )}
    >
      {children}
    </span>
  );
}

/** A thing's state: a dot and a word, so that colour never speaks alone. */
export function StateBadge({ tone = 'neutral', children, className }: Props) {
  return (
    <Badge tone={tone} className={className ?? ''}>
      <span aria-hidden className={clsx('size-1.5 rounded-full', fillOf[tone])} />
      {children}
    </Badge>
  );
}
