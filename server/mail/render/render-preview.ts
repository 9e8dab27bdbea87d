import type { CompiledTemplate, Part } from './compiled-template.ts';
import { linkUrls, type MergeValues, slotText } from './merge-values.ts';

/** The message as this recipient would see it, without MIME: from the same parts and slots that are sent. `html` is a whole page. */
export function renderPreview(
  template: CompiledTemplate,
  recipient: MergeValues,
): { subject: string; html: string; text: string } {
  const urls = linkUrls(
    template.links.map((link) => link.url),
    recipient,
  );
  const fill = (parts: readonly Part[]) =>
    parts.map((part) => (typeof part === 'string' ? part : slotText(part, urls, recipient))).join('');
  return { subject: fill(template.subject), html: fill(template.html), text: fill(template.text) };
}
