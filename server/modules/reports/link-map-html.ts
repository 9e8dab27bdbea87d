import type { CompiledTemplate } from '#server/mail/render/compiled-template.ts';
import { type MergeValues, slotText } from '#server/mail/render/merge-values.ts';

/** What stands at a link: its share, already worded, and how strong its colour is (0 to 1). */
export type LinkMark = { index: number; text: string; strength: number };

const ACCENT = '47 77 192';

/** Each place of a link in a message, in the order of reading. */
export function linkPlaces(template: CompiledTemplate): number[] {
  return template.html.flatMap((part) => (typeof part !== 'string' && part.slot === 'link' ? [part.index] : []));
}

/**
 * The message as it was sent, to nobody in particular, with a mark at each place of each link: styles alone, for a frame without
 * scripts. Links lead nowhere; each place has an id (`place-N`), so that the frame's address can point at it. Pure.
 */
export function linkMapHtml(
  template: CompiledTemplate,
  values: Readonly<Record<string, string>>,
  marks: readonly LinkMark[],
): string {
  const nowhere: MergeValues = {
    values,
    wrapLinks: false,
    linkUrl: () => '#',
    unsubscribeUrl: '#',
    preferencesUrl: '#',
    consentUrl: '#',
    viewUrl: '#',
    forwardUrl: '#',
    pixelUrl: null,
  };
  let place = 0;
  const html = template.html
    .map((part) => {
      if (typeof part === 'string') return part;
      // The slot stands between the quotes of an `href`: what follows the quote is an attribute of the same link.
      if (part.slot === 'link') return `#link-${part.index}" id="place-${place++}`;
      return slotText(part, [], nowhere);
    })
    .join('');
  const style = `<style>${sheet(marks)}</style>`;
  const at = html.search(/<\/head>/i);
  return at < 0 ? style + html : html.slice(0, at) + style + html.slice(at);
}

function sheet(marks: readonly LinkMark[]): string {
  const link = 'a[href^="#link-"]';
  const rules = [
    'html{scroll-behavior:smooth}body{padding-top:18px!important}',
    `${link}{position:relative!important;outline:2px solid rgb(${ACCENT} / .5)!important;outline-offset:2px;cursor:default!important}`,
    `${link}:has(img){display:block!important}`,
    `${link}::after{position:absolute;top:-15px;right:-4px;z-index:9;padding:0 6px;border-radius:8px;background:rgb(${ACCENT});color:#fff;font:600 11px/16px system-ui,sans-serif;letter-spacing:0;text-decoration:none;text-transform:none;white-space:nowrap;display:inline-block}`,
    'a[href="#"]{cursor:default!important}',
    `${link}:target{outline:3px solid rgb(194 65 12)!important;scroll-margin:96px}${link}:target::after{background:rgb(194 65 12)}`,
  ];
  for (const { index, text, strength } of marks) {
    const tint = (Math.max(0, Math.min(1, strength)) * 0.28).toFixed(3);
    rules.push(
      `a[href="#link-${index}"]::after{content:"${text.replaceAll(/[^\p{L}\p{N} .,%·×–-]/gu, '')}"}`,
      `a[href="#link-${index}"]{box-shadow:inset 0 0 0 999px rgb(${ACCENT} / ${tint})}`,
    );
  }
  return rules.join('');
}
