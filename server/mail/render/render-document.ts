import mjml2html from 'mjml';
import { cleanLine } from '#shared/document/clean-text.ts';
import { collectVariables } from '#shared/document/collect-variables.ts';
import type { NewsletterDocument } from '#shared/document/schema.ts';
import { type CompiledTemplate, joinParts, type Part } from './compiled-template.ts';
import { documentMjml } from './document-mjml.ts';
import { documentText } from './document-text.ts';
import { type FixedValues, fixValues } from './fix-values.ts';
import { ownText } from './own-text.ts';
import { templateParts } from './template-parts.ts';
import { createTokens } from './tokens.ts';

export type RenderOptions = {
  subject: string;
  preheader: string;
  language: 'it' | 'en';
  /** The absolute URL under which an uploaded picture (SHA-256, hex) is published. */
  imageUrl: (hash: string) => string;
  /** The plain part in somebody's own words; null or absent: derived from the document. */
  plainText?: string | null;
  /** What is the same for all recipients, by variable: written in once. */
  fixed?: Readonly<Record<string, string>>;
};

/** About what a signed link, or a pixel's tag, takes. */
const typicalSlotBytes = 90;

function estimate(parts: readonly Part[]): number {
  return parts.reduce((sum, part) => {
    if (typeof part === 'string') return sum + Buffer.byteLength(part);
    return sum + (part.slot === 'variable' ? Math.max(8, Buffer.byteLength(part.fallback)) : typicalSlotBytes);
  }, 0);
}

/**
 * Renders a parsed document once for all of a campaign's recipients; about 10 ms, nearly all of it MJML. Throws `InvalidInput`
 * (`bad-template`, field `subject`, `preheader` or `plainText`) where those don't parse.
 */
export async function renderDocument(document: NewsletterDocument, options: RenderOptions): Promise<CompiledTemplate> {
  const subject = cleanLine(options.subject);
  const preheader = cleanLine(options.preheader);
  const tokens = createTokens();
  const { mjml, links } = documentMjml(
    {
      document,
      subject: templateParts(subject, 'html', 'subject'),
      preheader: templateParts(preheader, 'html', 'preheader'),
      language: options.language,
      imageUrl: options.imageUrl,
    },
    tokens,
  );
  // No fonts: MJML's own list would have each reader's client fetch from Google's server.
  const rendered = await mjml2html(mjml, { validationLevel: 'strict', fonts: {} });
  // Indentation is a quarter of MJML's output; all that people wrote is still in tokens here.
  const subjectParts = templateParts(subject, 'text', 'subject');
  const fixed: FixedValues = { ...options.fixed, 'campaign.subject': subjectParts };
  const html = fixValues(tokens.split(rendered.html.replace(/\n\s+/g, '\n')), fixed);
  const own = options.plainText ?? null;
  const text = fixValues(joinParts(own === null ? documentText(document, links) : ownText(own, links)), fixed);
  return {
    version: 1,
    language: options.language,
    subject: fixValues(subjectParts, { ...options.fixed, 'campaign.subject': '' }),
    html,
    text,
    links: links.links,
    directLinks: links.directLinks,
    variables: collectVariables(document, subject, preheader, own),
    bytes: { html: estimate(html), text: estimate(text) },
  };
}
