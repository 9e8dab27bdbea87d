/** What a browser says of itself. `downlink` in Mbit/s, null where it does not tell. */
export type DeviceFacts = { cookies: boolean; width: number; modern: boolean; downlink: number | null };
export type DeviceProblem = 'cookies' | 'narrow' | 'old' | 'slow';

/** What stands in the way of using the service from this device; empty when nothing does. */
export function deviceProblems(facts: DeviceFacts, mbit: number): DeviceProblem[] {
  return [
    ...(facts.modern ? [] : (['old'] as const)),
    ...(facts.cookies ? [] : (['cookies'] as const)),
    ...(facts.width >= 360 ? [] : (['narrow'] as const)),
    ...(facts.downlink !== null && facts.downlink < mbit ? (['slow'] as const) : []),
  ];
}
