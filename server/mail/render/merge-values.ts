import { cleanLine } from '#shared/document/clean-text.ts';
import { InvalidInput } from '../../lib/errors.ts';
import type { Slot } from './compiled-template.ts';

/**
 * What a recipient brings. `values` are keyed by full name (`contact.firstName`, `workspace.name`); a blank one yields the fallback.
 * `wrapLinks: false` writes the links' own URLs; `pixelUrl: null` leaves the pixel out. URLs are absolute and ASCII.
 */
export type MergeValues = {
  values: Readonly<Record<string, string>>;
  wrapLinks: boolean;
  linkUrl: (index: number) => string;
  unsubscribeUrl: string;
  preferencesUrl: string;
  /** Where one agrees to being tracked. */
  consentUrl?: string;
  viewUrl?: string;
  /** Where the message is passed on to a friend. */
  forwardUrl?: string;
  pixelUrl: string | null;
};

const replacements: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Safe as text and within a quoted attribute. */
export function escapeHtml(text: string): string {
  return /[&<>"']/.test(text) ? text.replace(/[&<>"']/g, (character) => replacements[character] ?? character) : text;
}

/** One line, cleaned: a value can neither break a line nor carry a control character, in any context. */
function variableText(values: Readonly<Record<string, string>>, name: string, fallback: string): string {
  const value = values[name];
  if (value === undefined || value === '') return fallback;
  // Most values are plain ASCII and need neither cleaning nor a copy.
  const clean = /^[ -~]+$/.test(value) ? value : cleanLine(value);
  return clean.trim() === '' ? fallback : clean;
}

function pixelImage(url: string): string {
  const style = 'display:block;width:1px;height:1px;border:0;overflow:hidden';
  return `<img src="${escapeHtml(url)}" width="1" height="1" alt="" style="${style}">`;
}

function slotUrl(
  slot: Exclude<Slot, { slot: 'variable' | 'pixel' }>,
  urls: readonly string[],
  recipient: MergeValues,
): string {
  switch (slot.slot) {
    case 'link':
      return urls[slot.index] ?? '';
    case 'unsubscribe':
      return recipient.unsubscribeUrl;
    case 'preferences':
      return recipient.preferencesUrl;
    case 'consent':
      if (recipient.consentUrl === undefined) throw new InvalidInput({ reason: 'missing-url', field: 'consentUrl' });
      return recipient.consentUrl;
    case 'view':
      if (recipient.viewUrl === undefined) throw new InvalidInput({ reason: 'missing-url', field: 'viewUrl' });
      return recipient.viewUrl;
    case 'forward':
      if (recipient.forwardUrl === undefined) throw new InvalidInput({ reason: 'missing-url', field: 'forwardUrl' });
      return recipient.forwardUrl;
  }
}

/** Where the template's links lead for this recipient: each asked for once, though it may stand in several places. */
export function linkUrls(urls: readonly string[], recipient: MergeValues): readonly string[] {
  return recipient.wrapLinks ? urls.map((_, index) => recipient.linkUrl(index)) : urls;
}

/** What stands in a slot for this recipient, escaped for its place. `urls` are `linkUrls`. */
export function slotText(slot: Slot, urls: readonly string[], recipient: MergeValues): string {
  switch (slot.slot) {
    case 'variable': {
      const text = variableText(recipient.values, slot.name, slot.fallback);
      if (slot.context === 'html') return escapeHtml(text);
      return slot.context === 'url' ? encodeURIComponent(text) : text;
    }
    case 'pixel':
      return recipient.pixelUrl === null ? '' : pixelImage(recipient.pixelUrl);
    default: {
      const url = slotUrl(slot, urls, recipient);
      return slot.context === 'html' ? escapeHtml(url) : url;
    }
  }
}
