'use client';
import { useEffect, useState } from 'react';

export type RemoteSearch<Result> = (query: string, signal: AbortSignal) => Promise<Result[]>;
type State<Result> = { results: Result[]; state: 'idle' | 'searching' | 'failed' };

/** Asks 150 ms after the last key, drops answers to questions that were typed over, keeps the last ones meanwhile. */
export function useRemoteResults<Result>(search: RemoteSearch<Result> | undefined, query: string): State<Result> {
  const [found, setFound] = useState<State<Result>>({ results: [], state: 'idle' });
  useEffect(() => {
    if (!search || query.trim().length < 2) {
      setFound({ results: [], state: 'idle' });
      return;
    }
    const controller = new AbortController();
    setFound((before) => ({ ...before, state: 'searching' }));
    const timer = setTimeout(() => {
      search(query.trim(), controller.signal).then(
        (results) => !controller.signal.aborted && setFound({ results, state: 'idle' }),
        () => !controller.signal.aborted && setFound({ results: [], state: 'failed' }),
      );
    }, 150);
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
  }, [search, query]);
  return found;
}
