import { RateLimited } from '#server/lib/errors.ts';
import { consumeAttempt } from '#server/lib/rate-limit.ts';
import type { ProviderSettings } from '../workspaces/schemas.ts';

const DAY = 86_400;

/** One person's spellings of an address count as one: tags behind a plus, and dots where the provider ignores them. */
export function capKey(addressKey: string): string {
  const at = addressKey.lastIndexOf('@');
  const domain = addressKey.slice(at + 1);
  const local = addressKey.slice(0, at).replace(/\+.*$/, '');
  return domain === 'gmail.com' || domain === 'googlemail.com'
    ? `${local.replaceAll('.', '')}@gmail.com`
    : `${local}@${domain}`;
}

/**
 * Counts a confirmation mail to an address, over all workspaces; false once the day's or the month's are used up. Only a digest of
 * the address is kept, so that the count outlives what is deleted.
 */
export async function mayMail(addressKey: string, settings: ProviderSettings): Promise<boolean> {
  const key = capKey(addressKey);
  const caps = [
    ['day', settings['forms.mails-per-day'], DAY],
    ['month', settings['forms.mails-per-month'], 30 * DAY],
  ] as const;
  try {
    for (const [span, points, seconds] of caps) {
      await consumeAttempt(`forms.mails-${span}.${points}`, key, { points, seconds });
    }
    return true;
  } catch (error) {
    if (error instanceof RateLimited) return false;
    throw error;
  }
}
