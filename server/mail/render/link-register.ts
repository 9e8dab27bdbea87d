import { readUrl } from '#shared/document/safe-url.ts';
import type { TemplatePart } from '#shared/document/template.ts';
import type { CompiledTemplate, Part } from './compiled-template.ts';
import { escapeHtml } from './merge-values.ts';

type Context = 'html' | 'text';

/** Collects a document's links while it is rendered. The same URL is one link, named by the label that it is first met with. */
export type LinkRegister = {
  /** The URL as parts for the context, or null where the source is empty (a block that is not finished). */
  parts: (source: string, label: string, context: Context) => Part[] | null;
  links: CompiledTemplate['links'];
  directLinks: CompiledTemplate['directLinks'];
};

const longestLabel = 200;
const specialSlots = {
  'link.unsubscribe': 'unsubscribe',
  'link.preferences': 'preferences',
  'link.consent': 'consent',
  'link.view': 'view',
  'link.forward': 'forward',
} as const;

function inUrl(part: TemplatePart, context: Context): Part {
  if (typeof part !== 'string') return { slot: 'variable', name: part.name, fallback: part.fallback, context: 'url' };
  return context === 'html' ? escapeHtml(part) : part;
}

export function createLinkRegister(): LinkRegister {
  const links: CompiledTemplate['links'] = [];
  const directLinks: CompiledTemplate['directLinks'] = [];
  const known = new Map<string, number>();

  function indexOf(url: string, label: string): number {
    const found = known.get(url);
    if (found !== undefined) return found;
    const index = links.length;
    links.push({ index, url, label: label.slice(0, longestLabel).toWellFormed() });
    known.set(url, index);
    return index;
  }

  return {
    links,
    directLinks,
    parts(source, label, context) {
      const url = readUrl(source);
      if (!url.ok) return null;
      if (url.kind === 'link') return [{ slot: specialSlots[url.name], context }];
      const [whole, ...rest] = url.parts;
      if (url.kind === 'web' && typeof whole === 'string' && rest.length === 0) {
        return [{ slot: 'link', index: indexOf(whole, label), context }];
      }
      if (url.kind === 'web' && !directLinks.some((link) => link.url === source)) {
        directLinks.push({ url: source, label: label.slice(0, longestLabel).toWellFormed() });
      }
      return url.parts.map((part) => inUrl(part, context));
    },
  };
}
