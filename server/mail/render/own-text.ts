import { cleanText } from '#shared/document/clean-text.ts';
import { cutPlainText } from '#shared/document/plain-text.ts';
import type { NewsletterDocument } from '#shared/document/schema.ts';
import { formatTemplate, parseTemplate, type TemplatePart } from '#shared/document/template.ts';
import { isLinkVariable } from '#shared/document/variable-names.ts';
import { InvalidInput } from '../../lib/errors.ts';
import { joinParts, type Part } from './compiled-template.ts';
import { documentText } from './document-text.ts';
import { createLinkRegister, type LinkRegister } from './link-register.ts';

function written(source: string, links: LinkRegister): Part[] {
  const parsed = parseTemplate(source);
  if (!parsed.ok) {
    const [issue] = parsed.issues;
    const { code = 'unexpected', position = 0 } = issue ?? {};
    throw new InvalidInput({ reason: 'bad-template', field: 'plainText', mistake: code, position });
  }
  return parsed.parts.flatMap((part): Part[] => {
    if (typeof part === 'string') return [part];
    if (isLinkVariable(part.name)) return links.parts(`{{ ${part.name} }}`, part.name, 'text') ?? [];
    return [{ slot: 'variable', name: part.name, fallback: part.fallback, context: 'text' }];
  });
}

/**
 * The plain part in somebody's own words: variables and links' variables become slots, web addresses links of the campaign, the same
 * as where the HTML leads. Throws `InvalidInput` (`bad-template`, field `plainText`).
 */
export function ownText(source: string, links: LinkRegister): Part[] {
  // Read whole first: an address is cut out of a text that stands.
  written(source, createLinkRegister());
  const parts = cutPlainText(cleanText(source)).flatMap((piece) =>
    'url' in piece ? (links.parts(piece.url, piece.url, 'text') ?? [piece.url]) : written(piece.text, links),
  );
  return [...parts, '\n'];
}

/** The plain part that a document yields, as its source: what somebody begins to rewrite. */
export function derivedText(document: NewsletterDocument): string {
  const register = createLinkRegister();
  const parts = joinParts(documentText(document, register)).flatMap((part): TemplatePart[] => {
    if (typeof part === 'string') return [part];
    if (part.slot === 'pixel') return [];
    if (part.slot === 'link') return [register.links[part.index]?.url ?? ''];
    if (part.slot === 'variable') return [{ name: part.name, fallback: part.fallback }];
    return [{ name: `link.${part.slot}`, fallback: '' }];
  });
  return formatTemplate(parts).trimEnd();
}
