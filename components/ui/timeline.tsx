import clsx from 'clsx';
import type { ReactNode } from 'react';
import { DateTime } from './date-time.tsx';
import { fillOf, type Tone } from './tone.ts';

export type TimelineItem = {
  id: string;
  title: ReactNode;
  at: Date | string;
  by?: string;
  detail?: ReactNode;
  tone?: Tone;
};

/** What happened, when, by whom; the newest first, as the caller orders it. */
export function Timeline({ items }: { items: TimelineItem[] }) {
  return (
    <ol className="grid">
      {items.map((item, index) => (
        <li key={item.id} className="relative grid grid-cols-[8px_minmax(0,1fr)] gap-x-3.5 pb-4 last:pb-0">
          {index < items.length - 1 && (
            <span aria-hidden className="absolute top-[14px] bottom-[-6px] left-[3.5px] w-px bg-line" />
          )}
          <span
            aria-hidden
            className={clsx(
              'mt-[6px] size-2 rounded-full',
              item.tone ? fillOf[item.tone] : index === 0 ? 'bg-accent' : 'bg-line-strong',
            )}
          />
          <div className="min-w-0">
            <div className="prose-links text-table text-ink [overflow-wrap:anywhere]">{item.title}</div>
            <div className="text-caption text-ink-3">
              <DateTime at={item.at} style="full" />
              {item.by && ` · ${item.by}`}
              {item.detail !== undefined && <> · {item.detail}</>}
            </div>
          </div>
        </li>
      ))}
    </ol>
  );
}
