import clsx from 'clsx';
import type { ReactNode } from 'react';

/** The content under a PageHeader: at most 1,200 px; `full` for tables and editors, `read` for forms and text. */
export function PageBody({ width = 'page', children }: { width?: 'page' | 'full' | 'read'; children: ReactNode }) {
  return (
    <div
      className={clsx(
        'grid w-full min-w-0 grid-cols-1 content-start gap-4 px-4 pt-4 pb-10 sm:px-6',
        width === 'page' && 'max-w-[1248px]',
        width === 'read' && 'max-w-[768px]',
      )}
    >
      {children}
    </div>
  );
}
