'use client';
import { CalendarClock, CircleAlert } from 'lucide-react';
import Link from 'next/link';
import { CampaignState } from '../campaign-state.tsx';
import type { QueueRow } from '../campaign-types.ts';
import { QueueActions } from './queue-actions.tsx';
import { QueueWaits } from './queue-waits.tsx';

/** A campaign that waits for its moment: nothing is counted before its audience is frozen. */
export function PlannedItem({ item, base, maySend }: { item: QueueRow; base: string; maySend: boolean }) {
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-3 rounded-out border border-line bg-panel px-4 py-3">
      <span aria-hidden>
        {item.state === 'overdue' ? <CircleAlert className="text-bad" /> : <CalendarClock className="text-ink-3" />}
      </span>
      <div className="grid min-w-0 flex-1 basis-52 gap-1">
        <div className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
          <Link href={`${base}/${item.id}`} className="font-medium hover:text-accent">
            {item.name}
          </Link>
          <CampaignState state={item.state} />
        </div>
        <div className="text-table text-ink-2">
          <QueueWaits item={item} />
        </div>
      </div>
      {maySend && (
        <div className="flex gap-2 max-sm:w-full max-sm:[&>*]:flex-1">
          <QueueActions item={item} base={base} brief={false} />
        </div>
      )}
    </div>
  );
}
