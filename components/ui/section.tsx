import clsx from 'clsx';
import type { ReactNode } from 'react';

/** A surface for what can be taken as a unit. */
export function Card({ children, className }: { children: ReactNode; className?: string }) {
  return <div className={clsx('rounded-out border border-line bg-panel', className)}>{children}</div>;
}

type SectionProps = {
  title: ReactNode;
  /** Beside the title: a badge, a caption. */
  meta?: ReactNode;
  /** At the right end of the head line. */
  action?: ReactNode;
  /** Whether the body has padding; tables and lists go edge to edge without. */
  inset?: boolean;
  children: ReactNode;
  className?: string;
};

/** A card with a head line. */
export function Section({ title, meta, action, inset = true, children, className }: SectionProps) {
  return (
    <section className={clsx('min-w-0 rounded-out border border-line bg-panel', className)}>
      <div className="flex min-h-11 flex-wrap items-center gap-x-3 gap-y-1 border-b border-line px-4 py-2">
        <h2 className="text-section">{title}</h2>
        {meta !== undefined && <div className="text-caption text-ink-3">{meta}</div>}
        {action !== undefined && <div className="ml-auto flex flex-wrap items-center gap-x-3 text-table">{action}</div>}
      </div>
      <div className={inset ? 'p-4' : 'overflow-hidden rounded-b-out'}>{children}</div>
    </section>
  );
}

/** One column of reading, one of facts at its right (below it under 1180 px). */
export function Columns({ main, aside }: { main: ReactNode; aside: ReactNode }) {
  return (
    <div className="grid grid-cols-1 gap-4 lg:grid-cols-[minmax(0,1fr)_280px]">
      <div className="grid min-w-0 grid-cols-1 content-start gap-4">{main}</div>
      <div className="grid min-w-0 grid-cols-1 content-start gap-4">{aside}</div>
    </div>
  );
}
