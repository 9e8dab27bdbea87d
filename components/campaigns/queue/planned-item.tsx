'use client';
import { CalendarClock, CircleAlert, UserCheck } from 'lucide-react';
import Link from 'next/link';
import { CampaignState } from '../campaign-state.tsx';
import type { QueueRow } from '../campaign-types.ts';
import { QueueActions } from './queue-actions.tsx';
import { QueueWaits } from './queue-waits.tsx';

type Props = { item: QueueRow; base: string; home: string; maySend: boolean; brief: boolean };

const marks = {
  overdue: <CircleAlert className="text-bad" />,
  in_review: <UserCheck className="text-wait" />,
};

/** A campaign that waits for its moment or for a person: nothing is counted before its audience is frozen. */
export function PlannedItem({ item, base, home, maySend, brief }: Props) {
  const { state } = item;
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-3 rounded-out border border-line bg-panel px-4 py-3">
      <span aria-hidden>
        {state === 'overdue' || state === 'in_review' ? marks[state] : <CalendarClock className="text-ink-3" />}
      </span>
      <div className="grid min-w-0 flex-1 basis-52 gap-1">
        <div className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
          <Link href={`${base}/${item.id}`} className="font-medium hover:text-accent">
            {item.name}
          </Link>
          <CampaignState state={state} />
        </div>
        <div className="text-pretty text-table text-ink-2">
          <QueueWaits item={item} home={home} />
        </div>
      </div>
      {maySend && (
        <div className="flex flex-wrap gap-2 max-sm:w-full max-sm:[&>.grow]:flex-1">
          <QueueActions item={item} base={base} brief={brief} />
        </div>
      )}
    </div>
  );
}
