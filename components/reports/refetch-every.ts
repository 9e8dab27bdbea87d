import type { ReportPage } from '#server/modules/reports/schemas.ts';

const LIVE_MS = 2_500;
/** Nothing more is sent, but readers go on reading. */
const QUIET_MS = 5_000;
const COUNTING_MS = 1_000;

/** How often a report is asked for anew, in milliseconds; false once nothing moves any more. */
export function refetchEvery(page: ReportPage | undefined): number | false {
  if (!page) return LIVE_MS;
  if (!page.sums) return COUNTING_MS;
  const { state } = page.campaign;
  if (state === 'freezing' || state === 'sending' || state === 'scheduled') return LIVE_MS;
  return state === 'closed' || state === 'cancelled' ? false : QUIET_MS;
}
