import { readUrl } from './safe-url.ts';
import { parseTemplate } from './template.ts';

/** UTF-16 units that a plain part may have. */
export const longestPlainText = 100_000;

export type PlainTextProblem = 'template' | 'no-unsubscribe' | 'empty';

/** What a plain part in somebody's own words still lacks: all of it would be sent as it stands. */
export function plainTextProblem(source: string): PlainTextProblem | null {
  if (source.trim() === '') return 'empty';
  const parsed = parseTemplate(source);
  if (!parsed.ok) return 'template';
  const leaves = parsed.parts.some((part) => typeof part !== 'string' && part.name === 'link.unsubscribe');
  return leaves ? null : 'no-unsubscribe';
}

/** An expression is passed over whole, whatever its fallback says. */
const address = /\{\{[^{}]*\}\}|https?:\/\/(?:\{\{[^{}]*\}\}|[^\s<>"{}])+/gi;

/** The text cut at the web addresses in it, so that each can become a link of the campaign; a sentence's end is none of theirs. */
export function cutPlainText(source: string): ({ text: string } | { url: string })[] {
  const pieces: ({ text: string } | { url: string })[] = [];
  let at = 0;
  for (const found of source.matchAll(address)) {
    if (found[0].startsWith('{{')) continue;
    const url = found[0].replace(/[.,;:!?)\]'’”]+$/, '');
    if (!readUrl(url).ok) continue;
    if (found.index > at) pieces.push({ text: source.slice(at, found.index) });
    pieces.push({ url });
    at = found.index + url.length;
  }
  if (at < source.length) pieces.push({ text: source.slice(at) });
  return pieces;
}
