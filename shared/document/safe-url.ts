import { parseTemplate, type TemplatePart } from './template.ts';
import { isLinkVariable, type LinkVariable } from './variable-names.ts';

export type UrlRefusal = 'bad-template' | 'bad-url' | 'scheme' | 'variable-in-host' | 'link-variable' | 'too-long';
/** `parts` are the URL as it is written into a message: ASCII, its host in punycode; values are percent-encoded between them. */
export type ReadUrl =
  | { ok: true; kind: 'web' | 'mail' | 'phone'; parts: TemplatePart[] }
  | { ok: true; kind: 'link'; name: LinkVariable }
  | { ok: false; reason: UrlRefusal };

const longest = 2000;
const kinds: Readonly<Record<string, 'web' | 'mail' | 'phone'>> = {
  'http:': 'web',
  'https:': 'web',
  'mailto:': 'mail',
  'tel:': 'phone',
};

/**
 * What a link may point to: http, https, mailto, tel, or exactly one `{{ link.… }}`. Variables stand only behind the host, so a
 * contact's data never decides where a link leads (nor its scheme).
 */
export function readUrl(source: string): ReadUrl {
  if (source.length > longest) return { ok: false, reason: 'too-long' };
  const template = parseTemplate(source.trim());
  if (!template.ok) return { ok: false, reason: 'bad-template' };
  const variables = template.parts.filter((part) => typeof part !== 'string');
  const [only] = variables;
  if (only && isLinkVariable(only.name) && template.parts.length === 1)
    return { ok: true, kind: 'link', name: only.name };
  if (variables.some((variable) => isLinkVariable(variable.name))) return { ok: false, reason: 'link-variable' };

  let mark = 'zqv';
  while (source.toLowerCase().includes(mark)) mark += 'q';
  let index = 0;
  const marked = template.parts.map((part) => (typeof part === 'string' ? part : `${mark}${index++}z`)).join('');
  if (!URL.canParse(marked)) return { ok: false, reason: 'bad-url' };
  const url = new URL(marked);
  const kind = kinds[url.protocol];
  if (!kind) return { ok: false, reason: 'scheme' };
  if (`${url.username}${url.password}${url.host}`.toLowerCase().includes(mark))
    return { ok: false, reason: 'variable-in-host' };

  const pieces = url.href.split(new RegExp(`${mark}(\\d+)z`));
  const parts = pieces.flatMap((piece, position): TemplatePart[] => {
    if (position % 2 === 0) return piece === '' ? [] : [piece];
    const variable = variables[Number(piece)];
    return variable ? [variable] : [];
  });
  return { ok: true, kind, parts };
}
