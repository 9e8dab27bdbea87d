import { coloursOf, darkGround, darkInk, darkLine } from '#shared/document/dark-colours.ts';
import type { NewsletterDocument } from '#shared/document/schema.ts';

const query = '@media (prefers-color-scheme:dark)';

function rules(colours: readonly string[], turn: (hex: string) => string, rule: (from: string, to: string) => string) {
  return colours.flatMap((from) => {
    const to = turn(from);
    return to === from ? [] : [rule(from, to)];
  });
}

/**
 * The message's colours in a dark client that reads styles (Apple Mail, Outlook for Mac, Thunderbird). Each colour is found where it
 * was written, so no element needs a class: about 100 bytes a colour.
 */
export function darkStyle(document: NewsletterDocument): string {
  const { grounds, inks, lines } = coloursOf(document);
  const written = [
    // The white of a button that names no ink stays as it is; its own ground decides.
    ...rules(
      grounds,
      darkGround,
      (from, to) =>
        `[style*="background:${from}"],[style*="background-color:${from}"]{background-color:${to}!important}`,
    ),
    ...rules(inks, darkInk, (from, to) => `[style*=";color:${from}"],[style^="color:${from}"]{color:${to}!important}`),
    ...rules(lines, darkLine, (from, to) => `p[style*="${from}"]{border-top-color:${to}!important}`),
  ];
  return `${query}{${written.join('')}}`;
}

/** The page as such a client shows it in the dark, for a preview. */
export function inTheDark(html: string): string {
  return html.replaceAll(query, '@media all').replaceAll('color-scheme: light dark', 'color-scheme: dark');
}
