'use client';
import { useEffect, useState } from 'react';

type Mark = { phase: string; done: number; at: number };

/** How fast work goes since this page has seen its phase, and when it ends at that pace; nothing before three seconds of it. */
export function usePace(
  done: number,
  total: number | null,
  phase: string,
): { rate: number; endsAt: Date | null } | undefined {
  const [first, setFirst] = useState<Mark>();
  const [last, setLast] = useState<Mark>();
  useEffect(() => {
    const mark = { phase, done, at: Date.now() };
    setFirst((before) => (before?.phase === phase ? before : mark));
    setLast(mark);
  }, [phase, done]);
  if (!first || !last || first.phase !== phase || last.phase !== phase || last.at - first.at < 3_000) return undefined;
  const rate = ((last.done - first.done) / (last.at - first.at)) * 1_000;
  if (rate <= 0) return undefined;
  return { rate, endsAt: total === null ? null : new Date(last.at + ((total - last.done) / rate) * 1_000) };
}
