import type { AgentRow } from './report-rows.sql.ts';
import type { Share } from './schemas.ts';

/** What a program says of itself, in the order in which it is asked: the narrow before the wide. */
const programs: readonly (readonly [string, RegExp])[] = [
  ['Gmail', /GoogleImageProxy|ggpht\.com/i],
  ['Yahoo Mail', /YahooMailProxy/i],
  ['Thunderbird', /Thunderbird|Betterbird/i],
  ['Outlook', /Microsoft Outlook|Microsoft Office|ms-office|MSOffice|Outlook-(iOS|Android)/i],
  ['Samsung Email', /Samsung ?Email/i],
  ['Apple Mail', /AppleMail|Apple Mail/i],
  ['Edge', /\bEdg(e|A|iOS)?\//],
  ['Opera', /\bOPR\/|^Opera/],
  ['Samsung Internet', /SamsungBrowser\//],
  ['Firefox', /\b(Firefox|FxiOS)\//],
  ['Chrome', /\b(Chrome|CriOS)\//],
  ['Apple Mail', /(iPhone|iPad|Macintosh).*AppleWebKit(?!.*Safari)/],
  ['Safari', /\bSafari\//],
];

export function programOf(agent: string): string {
  return programs.find(([, pattern]) => pattern.test(agent))?.[0] ?? 'other';
}

export type Device = 'phone' | 'tablet' | 'computer' | 'unknown';

/** An image proxy fetches for whatever device: it says nothing of it. */
export function deviceOf(agent: string): Device {
  if (/GoogleImageProxy|ggpht\.com|YahooMailProxy/i.test(agent)) return 'unknown';
  if (/iPad|Tablet|Android(?!.*Mobile)/.test(agent)) return 'tablet';
  if (/iPhone|iPod|Android|Mobile|Outlook-(iOS|Android)/.test(agent)) return 'phone';
  return /Windows|Macintosh|X11|Linux|CrOS/.test(agent) ? 'computer' : 'unknown';
}

/** People by a name made of their program's own; whoever uses two counts in both. The most first. */
export function sharesOf(rows: readonly AgentRow[], nameOf: (agent: string) => string): Share[] {
  const sums = new Map<string, number>();
  for (const { agent, people } of rows) sums.set(nameOf(agent), (sums.get(nameOf(agent)) ?? 0) + people);
  return [...sums].map(([name, people]) => ({ name, people })).sort((one, two) => two.people - one.people);
}
