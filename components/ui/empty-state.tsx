import clsx from 'clsx';
import type { ReactNode } from 'react';

type Props = {
  icon?: ReactNode;
  title: string;
  /** What to do next, in a sentence. */
  children?: ReactNode;
  /** The next step itself. */
  action?: ReactNode;
  headingLevel?: 1 | 2 | 3;
  /** Within a card or table that already has a frame. */
  inset?: boolean;
};

/** Teaches the next step in the place where the result will stand. */
export function EmptyState({ icon, title, children, action, headingLevel = 2, inset = false }: Props) {
  const Heading = `h${headingLevel}` as const;
  return (
    <div
      className={clsx(
        'grid justify-items-center gap-1 px-6 py-12 text-center',
        !inset && 'rounded-out border border-dashed border-line-strong',
      )}
    >
      {icon !== undefined && (
        <span
          aria-hidden
          className="mb-2 grid size-10 place-items-center rounded-out border border-line bg-panel text-ink-2 [&>svg]:size-5"
        >
          {icon}
        </span>
      )}
      <Heading className="text-section">{title}</Heading>
      {children !== undefined && <div className="max-w-[52ch] text-pretty text-table text-ink-2">{children}</div>}
      {action !== undefined && <div className="mt-3 flex flex-wrap justify-center gap-2">{action}</div>}
    </div>
  );
}
