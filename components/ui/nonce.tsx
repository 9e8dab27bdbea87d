'use client';
import { setNonce } from 'get-nonce';
import { createContext, type ReactNode, useContext } from 'react';

const NonceContext = createContext('');

/**
 * The nonce of the document's policy, for what injects style elements. Only the root layout knows it: after a client-side
 * navigation the document keeps its first one.
 */
export function NonceProvider({ nonce, children }: { nonce: string; children: ReactNode }) {
  // react-remove-scroll (under Radix dialogs and menus) asks get-nonce for it, outside React.
  if (typeof window !== 'undefined') setNonce(nonce);
  return <NonceContext value={nonce}>{children}</NonceContext>;
}

export function useNonce(): string {
  return useContext(NonceContext);
}
