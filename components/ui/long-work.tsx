'use client';
import { CircleAlert, CircleCheck, CircleSlash, Hourglass, Loader } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { DateTime } from './date-time.tsx';
import { useNumbers } from './number.tsx';
import { ProgressBar, type Segment } from './progress-bar.tsx';
import { Skeleton } from './skeleton.tsx';

export type LongWorkState = 'running' | 'waiting' | 'done' | 'failed' | 'cancelled';

const marks: Record<LongWorkState, ReactNode> = {
  running: <Loader className="animate-[spin_2.4s_linear_infinite] text-accent" />,
  waiting: <Hourglass className="text-wait" />,
  done: <CircleCheck className="text-good" />,
  failed: <CircleAlert className="text-bad" />,
  cancelled: <CircleSlash className="text-ink-3" />,
};

type Props = {
  title: string;
  state: LongWorkState;
  done: number;
  /** Null while it is not known yet. */
  total: number | null;
  /** What is counted, in the plural: "contatti". */
  unit?: string;
  /** Per second. */
  rate?: number | null;
  endsAt?: Date | string | null;
  /** What was skipped, what it waits for, and why. */
  note?: ReactNode;
  segments?: Segment[];
  href?: string;
  /** Cancel, suspend, download. */
  actions?: ReactNode;
};

/** What takes more than a second: n of m, rate, time left, and how to stop it. */
export function LongWork({ title, state, done, total, unit, rate, endsAt, note, segments, href, actions }: Props) {
  const t = useTranslations('ui.work');
  const { whole, decimal } = useNumbers();
  const counted =
    total === null
      ? t('counted', { done: whole(done), unit: unit ?? '' })
      : t('doneOf', { done: whole(done), total: whole(total), unit: unit ?? '' });
  const running = state === 'running';
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-3 rounded-out border border-line bg-panel px-4 py-3">
      <span aria-hidden className="self-center">
        {marks[state]}
      </span>
      <div className="grid min-w-0 flex-1 basis-52 gap-1.5">
        <div className="flex flex-wrap items-baseline gap-x-2.5 gap-y-0.5">
          <span className="font-medium">
            {href === undefined ? (
              title
            ) : (
              <Link href={href} className="hover:text-accent">
                {title}
              </Link>
            )}
          </span>
          <span className="text-table text-ink-2 tabular-nums">
            {state !== 'running' && `${t(state)} · `}
            {counted.trim()}
            {running && rate ? ` · ${t('perSecond', { rate: rate < 10 ? decimal(rate) : whole(rate) })}` : ''}
            {running && endsAt ? (
              <>
                {' · '}
                {t('endsAt')} <DateTime at={endsAt} style="time" />
              </>
            ) : null}
          </span>
        </div>
        {total === null ? (
          <Skeleton className="h-1.5 w-full rounded-full" />
        ) : (
          <ProgressBar
            label={title}
            total={total}
            segments={
              segments ?? [
                {
                  value: done,
                  tone: state === 'done' ? 'good' : state === 'failed' ? 'bad' : 'accent',
                  label: t('done'),
                },
              ]
            }
          />
        )}
        {note !== undefined && <div className="prose-links text-caption text-ink-2">{note}</div>}
      </div>
      {actions !== undefined && <div className="flex gap-2 max-sm:w-full max-sm:[&>*]:flex-1">{actions}</div>}
    </div>
  );
}
