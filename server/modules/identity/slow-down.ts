/**
 * Who must wait before another attempt to sign in, and how long. Pure: attempts.sql.ts brings the figures.
 *
 * Distinct wrong passwords count, and each once, however often it is repeated: a phone that goes on trying last month's
 * password costs its owner one attempt. Waits double from thirty seconds to a quarter of an hour after the allowance.
 */
export type Figures = {
  /** When each distinct wrong password for this username was first tried, by network. */
  account: { network: string; first: Date }[];
  /** When each username without a sign-in since was first got wrong from this network. */
  network: Date[];
};

export type Waits = {
  /** Seconds that this network must wait for this username: nothing opens before. */
  here: number;
  /** Seconds that everybody must wait but a station that signed in before and has the right password. */
  everywhere: number;
};

/** What an hour allows before the waits begin. */
export const allowance = {
  /** Wrong passwords for one username from one network. */
  here: 5,
  /** Wrong passwords for one username from all networks together. */
  account: 15,
  /** Usernames got wrong from one network. */
  network: 20,
} as const;

export const windowMs = 3_600_000;
const FIRST_WAIT_S = 30;
const LONGEST_WAIT_S = 900;

/** Seconds still to wait after these failures; 0 within the allowance. The wait begins with the last failure that counted. */
export function waitAfter(failures: Date[], allowed: number, now: Date): number {
  const counted = failures.filter((at) => now.getTime() - at.getTime() < windowMs);
  if (counted.length < allowed) return 0;
  const last = Math.max(...counted.map((at) => at.getTime()));
  const wait = Math.min(LONGEST_WAIT_S, FIRST_WAIT_S * 2 ** (counted.length - allowed));
  return Math.max(0, Math.ceil((last + wait * 1000 - now.getTime()) / 1000));
}

export function decideWaits(figures: Figures, network: string, now: Date): Waits {
  const here = figures.account.filter((failure) => failure.network === network).map(({ first }) => first);
  const account = figures.account.map(({ first }) => first);
  return {
    here: waitAfter(here, allowance.here, now),
    everywhere: Math.max(
      waitAfter(account, allowance.account, now),
      waitAfter(figures.network, allowance.network, now),
    ),
  };
}

/** How long to wait, as a sentence says it: seconds under a minute, whole minutes above. */
export function spokenWait(seconds: number): { count: number; unit: 'seconds' | 'minutes' } {
  return seconds < 60 ? { count: seconds, unit: 'seconds' } : { count: Math.ceil(seconds / 60), unit: 'minutes' };
}
