import { useEffect, useRef } from 'react';

const signs = ['pointermove', 'pointerdown', 'keydown'] as const;

/**
 * Calls `act` once, at the first sign that somebody is at the page: the time to load what nobody needs to look at it. Returns how to
 * call it off.
 */
function atFirstTouch(act: () => void): () => void {
  const waiting = new AbortController();
  const touched = () => {
    waiting.abort();
    act();
  };
  for (const sign of signs)
    document.addEventListener(sign, touched, { capture: true, passive: true, signal: waiting.signal });
  return () => waiting.abort();
}

/** Loads at the first touch of the page; what did not come is asked for again when it is used. */
export function useLoadAtFirstTouch(load: () => Promise<unknown>): void {
  const latest = useRef(load);
  latest.current = load;
  useEffect(() => atFirstTouch(() => void latest.current().catch(() => {})), []);
}
