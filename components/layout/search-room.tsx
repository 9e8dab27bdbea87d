'use client';
import { createContext, type ReactNode, useContext } from 'react';

const RoomContext = createContext(false);

/** Tells the search control whether the bar has room for a box or for an icon only. */
export function SearchRoom({ roomy, children }: { roomy: boolean; children: ReactNode }) {
  return <RoomContext value={roomy}>{children}</RoomContext>;
}

export function useSearchRoom(): boolean {
  return useContext(RoomContext);
}
