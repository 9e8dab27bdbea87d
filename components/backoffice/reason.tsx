import type { ReactNode } from 'react';

/** Why something failed, as the machine said it: read whole, not cut off. */
export function Reason({ children }: { children: ReactNode }) {
  return <span className="whitespace-normal wrap-anywhere">{children}</span>;
}
