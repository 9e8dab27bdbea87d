/** Seconds until the next try, by how many were refused: quick where a moment may do, then as RFC 5321 §4.5.4.1 asks. */
const STEPS = [60, 300, 900, 1800, 3600, 7200, 14_400];
const LONGEST = 14_400;

/**
 * Seconds until a refused row is tried again after `tries` refusals (≥ 1). A server's own wish is honoured where it is
 * longer, up to a day. `spread` in [0, 1) lengthens it by up to a tenth, so that rows refused together don't return together.
 */
export function retryDelay(tries: number, hint = 0, spread = 0): number {
  const step = STEPS[Math.max(0, tries - 1)] ?? LONGEST;
  return Math.round(Math.max(step, Math.min(hint, 86_400)) * (1 + spread / 10));
}

const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 60_000;

/**
 * The stream's brake: whole connections that are refused or throttled make every connection pause, twice as long each time; the
 * first message that goes through lets go. Time is passed in, in milliseconds.
 */
export class StreamBrake {
  #failures = 0;
  #until = 0;
  #reason: string | null = null;

  /** Milliseconds to wait before the next connection or message. */
  pause(now: number): number {
    return Math.max(0, this.#until - now);
  }

  /** Why the stream waits, or null while it flows. */
  reason(now: number): string | null {
    return this.#until > now ? this.#reason : null;
  }

  /** A connection was refused or throttled; `hintSeconds` is the server's wish. Answers the pause in milliseconds. */
  refused(now: number, reason: string, hintSeconds = 0): number {
    // Connections fail together: only the first of them after a pause lengthens it.
    if (this.#until <= now) {
      const wait = Math.min(FIRST_PAUSE_MS * 2 ** this.#failures, LONGEST_PAUSE_MS);
      this.#failures += 1;
      this.#until = now + Math.max(wait, Math.min(hintSeconds, 600) * 1000);
      this.#reason = reason;
    }
    return this.pause(now);
  }

  passed(): void {
    this.#failures = 0;
  }
}
