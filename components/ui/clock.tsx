'use client';
import { createContext, type ReactNode, useContext, useEffect, useState } from 'react';

const ClockContext = createContext(new Date(0));

/** One clock for all dates on the page: "oggi" becomes "ieri" at midnight, with one timer. It starts at the server's moment, so hydration agrees. */
export function ClockProvider({ startsAt, children }: { startsAt: string; children: ReactNode }) {
  const [now, setNow] = useState(() => new Date(startsAt));
  useEffect(() => {
    setNow(new Date());
    const timer = setInterval(() => setNow(new Date()), 30_000);
    return () => clearInterval(timer);
  }, []);
  return <ClockContext value={now}>{children}</ClockContext>;
}

/** The present to within half a minute. */
export function useClock(): Date {
  return useContext(ClockContext);
}
