import type { ReactNode } from 'react';

export function Kbd({ children }: { children: ReactNode }) {
  return (
    <kbd className="inline-grid h-[18px] min-w-[18px] place-items-center rounded-[4px] border border-line-strong bg-panel px-1 font-sans text-[11px] text-ink-2">
      {children}
    </kbd>
  );
}
