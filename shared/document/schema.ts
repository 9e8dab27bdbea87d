import { z } from 'zod';
import { cleanLine, cleanText } from './clean-text.ts';
import { documentLimits, fontNames } from './limits.ts';
import { readUrl } from './safe-url.ts';
import { parseTemplate } from './template.ts';
import { isLinkVariable, isVariableName } from './variable-names.ts';

const refuse = (code: string) => ({ params: { code } });

const blockId = z.string().regex(/^[A-Za-z0-9_-]{1,40}$/);
const colour = z.string().regex(/^#[0-9a-fA-F]{6}$/);
const pixels = (least: number, most: number) => z.number().int().min(least).max(most);
/** One line with `{{ … }}` variables. */
const template = z
  .string()
  .max(documentLimits.line)
  .overwrite(cleanLine)
  .refine((source) => parseTemplate(source).ok, refuse('bad-template'))
  .refine((source) => !hasLinkVariable(source), refuse('unknown-variable'));
const label = template.refine((source) => source.trim() !== '', refuse('too-small'));
/** '' while it is not chosen yet. */
const href = z
  .string()
  .overwrite(cleanLine)
  .refine((source) => source === '' || readUrl(source).ok, refuse('unsafe-url'));
const imageSource = z
  .string()
  .overwrite(cleanLine)
  .refine((source) => source === '' || /^[0-9a-f]{64}$/.test(source) || isPlainHttps(source), refuse('unsafe-url'));

/** A link's address is nothing to read in a label: chips and URLs hold those. */
function hasLinkVariable(source: string): boolean {
  const parsed = parseTemplate(source);
  return parsed.ok && parsed.parts.some((part) => typeof part !== 'string' && isLinkVariable(part.name));
}

function isPlainHttps(source: string): boolean {
  const url = readUrl(source);
  return url.ok && url.kind === 'web' && url.parts.length === 1 && /^https:/i.test(source);
}

const simpleMark = z.object({ type: z.enum(['bold', 'italic', 'underline', 'strike']) });
const linkMark = z.object({
  type: z.literal('link'),
  attrs: z.object({
    href: z
      .string()
      .overwrite(cleanLine)
      .refine((source) => readUrl(source).ok, refuse('unsafe-url')),
  }),
});
const marks = z
  .array(z.discriminatedUnion('type', [simpleMark, linkMark]))
  .max(8)
  .default([]);
const textNode = z.object({ type: z.literal('text'), text: z.string().overwrite(cleanText).min(1), marks });
const variableNode = z.object({
  type: z.literal('variable'),
  attrs: z.object({
    name: z.string().refine(isVariableName, refuse('unknown-variable')),
    fallback: z.string().max(documentLimits.line).overwrite(cleanLine).default(''),
  }),
  marks,
});
const inlineNode = z.discriminatedUnion('type', [textNode, variableNode, z.object({ type: z.literal('hardBreak') })]);
const paragraph = z.object({
  type: z.literal('paragraph'),
  content: z.array(inlineNode).max(documentLimits.textNodes).default([]),
});

export type InlineNode = z.infer<typeof inlineNode>;
export type Paragraph = z.infer<typeof paragraph>;
type ListItem = { type: 'listItem'; content: TextNode[] };
type BulletList = { type: 'bulletList'; content: ListItem[] };
type OrderedList = { type: 'orderedList'; attrs: { start: number }; content: ListItem[] };
/** What stands in a text: paragraphs, and lists whose items hold the same again. */
export type TextNode = Paragraph | BulletList | OrderedList;

const listItem = z.object({
  type: z.literal('listItem'),
  get content(): z.ZodType<TextNode[]> {
    return z.array(textBlock).max(documentLimits.textNodes);
  },
});
const bulletList = z.object({
  type: z.literal('bulletList'),
  content: z.array(listItem).max(documentLimits.textNodes),
});
const orderedList = z.object({
  type: z.literal('orderedList'),
  attrs: z.object({ start: z.number().int().min(0).max(100_000).default(1) }).default({ start: 1 }),
  content: z.array(listItem).max(documentLimits.textNodes),
});
const textBlock = z.discriminatedUnion('type', [paragraph, bulletList, orderedList]);

/** Tiptap's JSON. Attributes that we don't use (a link's target, a paragraph's class) are dropped; unknown nodes are refused. */
const richText = z.object({ type: z.literal('doc'), content: z.array(textBlock).max(documentLimits.textNodes) });
const richLine = z.object({ type: z.literal('doc'), content: z.array(paragraph).length(1) });

const side = pixels(0, 120);
const style = z.strictObject({
  padding: z.strictObject({ top: side, right: side, bottom: side, left: side }),
  align: z.enum(['left', 'center', 'right']),
  background: colour.nullable(),
});
const base = { id: blockId, style };
const fontSize = pixels(8, 72).nullable();

const heading = z.strictObject({
  ...base,
  type: z.literal('heading'),
  level: z.union([z.literal(1), z.literal(2), z.literal(3)]),
  text: richLine,
  color: colour.nullable(),
  fontSize,
});
const text = z.strictObject({ ...base, type: z.literal('text'), text: richText, color: colour.nullable(), fontSize });
const image = z.strictObject({
  ...base,
  type: z.literal('image'),
  src: imageSource,
  alt: template,
  width: pixels(8, 1600).nullable(),
  height: pixels(8, 4000).nullable(),
  href,
  radius: pixels(0, 100),
});
const button = z.strictObject({
  ...base,
  type: z.literal('button'),
  label: template,
  href,
  fill: colour.nullable(),
  ink: colour.nullable(),
  radius: pixels(0, 100),
  fullWidth: z.boolean(),
});
const divider = z.strictObject({
  ...base,
  type: z.literal('divider'),
  color: colour,
  thickness: pixels(1, 12),
  width: pixels(10, 100),
});
const spacer = z.strictObject({ ...base, type: z.literal('spacer'), height: pixels(4, 200) });

/** A row of links: a menu, or where else the sender is found. What has no words or no address yet is left out of the message. */
const links = z.strictObject({
  ...base,
  type: z.literal('links'),
  items: z.array(z.strictObject({ label: template, href })).max(documentLimits.links),
  look: z.enum(['line', 'pills']),
  color: colour.nullable(),
  fontSize,
});

/** Unions report an unknown discriminator at `type`; parse-document.ts turns that into `unknown-block`. */
const leafBlock = z.discriminatedUnion('type', [heading, text, image, button, divider, spacer, links]);
const columns = z
  .strictObject({
    ...base,
    type: z.literal('columns'),
    widths: z.array(pixels(10, 90)).min(2).max(4),
    columns: z
      .array(z.strictObject({ id: blockId, blocks: z.array(leafBlock).max(documentLimits.blocks) }))
      .min(2)
      .max(4),
    stack: z.boolean(),
  })
  .refine(
    (block) =>
      block.widths.length === block.columns.length && block.widths.reduce((sum, width) => sum + width, 0) === 100,
    { ...refuse('widths-sum'), path: ['widths'] },
  );
const block = z.discriminatedUnion('type', [heading, text, image, button, divider, spacer, links, columns]);

const footer = z.strictObject({
  ...base,
  type: z.literal('footer'),
  identity: template,
  reason: template,
  unsubscribeLabel: label,
  withoutTrackingLabel: label,
  color: colour,
  linkColor: colour.nullable(),
  fontSize: pixels(8, 24),
});

const settings = z.strictObject({
  width: pixels(480, 800),
  margin: pixels(0, 60),
  background: colour,
  contentBackground: colour,
  color: colour,
  linkColor: colour,
  font: z.enum(fontNames),
  fontSize: pixels(12, 22),
  lineHeight: z.number().min(1).max(2),
});

/** The current version. `footer` stands apart from `blocks`, so that it is always there, once, and last. */
export const documentSchema = z.strictObject({
  version: z.literal(1),
  settings,
  blocks: z.array(block).max(documentLimits.blocks),
  footer,
});

export type NewsletterDocument = z.infer<typeof documentSchema>;
export type DocumentSettings = NewsletterDocument['settings'];
export type Block = z.infer<typeof block>;
export type LeafBlock = z.infer<typeof leafBlock>;
export type ColumnsBlock = z.infer<typeof columns>;
export type FooterBlock = z.infer<typeof footer>;
export type BlockStyle = z.infer<typeof style>;
export type RichText = z.infer<typeof richText>;
/** Paragraphs without lists; a heading holds exactly one. */
export type RichLine = z.infer<typeof richLine>;
