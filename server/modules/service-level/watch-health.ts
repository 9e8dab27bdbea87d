import type { SystemCtx } from '#server/lib/context.ts';
import type { ProcessKind } from './looks.ts';
import { MINUTE_MS } from './runs.ts';
import { takeSamples } from './take-samples.ts';

/** When in the minute each kind looks at its own, and when at what the others left out. Web and worker never at once. */
const SECONDS = { worker: { own: 5, other: 45 }, web: { own: 15, other: 50 } } as const;

/** Looks at the service each minute until the returned function is called. */
export function watchHealth(newCtx: () => SystemCtx, kind: ProcessKind): () => void {
  let timer: NodeJS.Timeout;
  const next = () => {
    const now = Date.now();
    const second = (now % MINUTE_MS) / 1000;
    const { own, other } = SECONDS[kind];
    const part = second < own || second >= other ? 'own' : 'other';
    const wait = (((part === 'own' ? own : other) - second + 60) % 60) * 1000;
    timer = setTimeout(() => void takeSamples(newCtx(), kind, part).finally(next), Math.max(wait, 50));
    timer.unref();
  };
  next();
  return () => clearTimeout(timer);
}
