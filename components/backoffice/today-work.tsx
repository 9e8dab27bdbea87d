'use client';
import type { ReactNode } from 'react';
import { Section } from '#components/ui/section.tsx';
import { CellTitle } from '#components/ui/table-cells.tsx';

/** One thing that waits: what, of whom, since when, and where one acts on it. */
export type WorkItem = { id: string; title: string; sub: ReactNode; href?: string; end: ReactNode };

/** Things of one kind that wait for a person; nothing where none does. */
export function Work({ title, items, action }: { title: string; items: WorkItem[]; action?: ReactNode }) {
  if (items.length === 0) return null;
  return (
    <Section title={title} meta={items.length} action={action} inset={false}>
      <ul>
        {items.map((item) => (
          <li
            key={item.id}
            className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 border-line border-t px-4 py-2.5 text-table first:border-t-0 sm:flex-nowrap"
          >
            <CellTitle title={item.title} sub={item.sub} {...(item.href ? { href: item.href } : {})} />
            <span className="shrink-0 text-ink-3">{item.end}</span>
          </li>
        ))}
      </ul>
    </Section>
  );
}
