import clsx from 'clsx';
import type { ReactNode } from 'react';

export function Code({ children }: { children: ReactNode }) {
  return <code className="font-mono text-[0.93em] [overflow-wrap:anywhere]">{children}</code>;
}

/** Raw source, headers, identifiers. Scrolls by keyboard too. */
export function CodeBlock({ label, wrap = false, children }: { label: string; wrap?: boolean; children: ReactNode }) {
  return (
    <section
      aria-label={label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard (WCAG 2.1.1)
      tabIndex={0}
      className="overflow-x-auto rounded-in border border-line bg-sunken p-3"
    >
      <pre className={clsx('font-mono text-caption text-ink', wrap && 'whitespace-pre-wrap [overflow-wrap:anywhere]')}>
        {children}
      </pre>
    </section>
  );
}
