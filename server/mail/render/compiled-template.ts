import { z } from 'zod';

const where = z.enum(['html', 'text']);

/**
 * What a slot's value is escaped for: `html` serves text and quoted attributes alike, `url` percent-encodes a piece of a URL,
 * `text` is the plain part and the subject. A `pixel` is the whole `<img>`, or nothing.
 */
const part = z.union([
  z.string(),
  z.strictObject({
    slot: z.literal('variable'),
    name: z.string(),
    fallback: z.string(),
    context: z.enum(['html', 'url', 'text']),
  }),
  z.strictObject({ slot: z.literal('link'), index: z.number().int().min(0), context: where }),
  z.strictObject({ slot: z.enum(['unsubscribe', 'preferences', 'consent', 'view', 'forward']), context: where }),
  z.strictObject({ slot: z.literal('pixel') }),
]);

/**
 * A document rendered once: literal parts, already escaped for their place, and slots. JSON, kept with the campaign.
 * `links` are the wrapped ones; `directLinks` carry a recipient's values in their URL, which a shared redirect could not know, and
 * are written out as they are, so clicks on them are not counted. `bytes` are estimates with fallbacks in the slots.
 */
export const compiledTemplateSchema = z.strictObject({
  version: z.literal(1),
  language: z.enum(['it', 'en']),
  subject: z.array(part),
  html: z.array(part),
  text: z.array(part),
  links: z.array(z.strictObject({ index: z.number().int().min(0), url: z.string(), label: z.string() })),
  directLinks: z.array(z.strictObject({ url: z.string(), label: z.string() })),
  variables: z.array(z.strictObject({ name: z.string(), fallback: z.string() })),
  bytes: z.strictObject({ html: z.number().int(), text: z.number().int() }),
});

export type Part = z.infer<typeof part>;
export type Slot = Exclude<Part, string>;
export type CompiledTemplate = z.infer<typeof compiledTemplateSchema>;

/** Adjacent strings become one, empty ones none. */
export function joinParts(parts: readonly Part[]): Part[] {
  const joined: Part[] = [];
  for (const next of parts) {
    const last = joined.at(-1);
    if (typeof next === 'string' && typeof last === 'string') joined[joined.length - 1] = last + next;
    else if (next !== '') joined.push(next);
  }
  return joined;
}
