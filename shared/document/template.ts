import { isVariableName } from './variable-names.ts';

/**
 * One line of text with variables, as in subjects, labels and URLs:
 *
 *     template = { literal | "{{" ws ( name [ ws "|" ws string ] | string ) ws "}}" }
 *     name     = letter or digit { letter | digit | "." | "_" | "-" }
 *     string   = '"' { any but '"' and "\" | '\"' | "\\" } '"'
 *
 * `{{` always opens an expression; a lone `{`, and `}}` outside one, are literal. A string alone prints itself, so a literal `{{`
 * is written `{{ "{{" }}`. Every input either parses or gives issues; nothing throws.
 */
export type TemplateVariable = { name: string; fallback: string };
export type TemplatePart = string | TemplateVariable;
export type TemplateIssueCode =
  | 'unclosed'
  | 'name-expected'
  | 'unknown-name'
  | 'fallback-expected'
  | 'unclosed-string'
  | 'unexpected';
/** `position` and `length` count UTF-16 units of the source. */
export type TemplateIssue = { code: TemplateIssueCode; position: number; length: number };
export type ParsedTemplate = { ok: true; parts: TemplatePart[] } | { ok: false; issues: TemplateIssue[] };

type Expression = { end: number; part: TemplatePart } | { end: number; issue: TemplateIssue };

const nameAt = /[A-Za-z0-9][A-Za-z0-9._-]*/y;
const spaceAt = /\s*/y;

function skipSpace(source: string, position: number): number {
  spaceAt.lastIndex = position;
  spaceAt.test(source);
  return spaceAt.lastIndex;
}

/** `position` is at the opening quote; null when the string never closes. */
function readString(source: string, position: number): { value: string; end: number } | null {
  let value = '';
  for (let at = position + 1; at < source.length; at += 1) {
    const character = source.charAt(at);
    if (character === '"') return { value, end: at + 1 };
    if (character === '\\' && (source[at + 1] === '"' || source[at + 1] === '\\')) at += 1;
    value += source.charAt(at);
  }
  return null;
}

/** After a mistake reading goes on behind the next `}}`, or, where none follows, at the end. */
function mistake(source: string, code: TemplateIssueCode, position: number, length: number): Expression {
  const close = source.indexOf('}}', position);
  return { end: close < 0 ? source.length : close + 2, issue: { code, position, length: Math.max(1, length) } };
}

function readExpression(source: string, open: number): Expression {
  if (!source.includes('}}', open + 2)) {
    return { end: source.length, issue: { code: 'unclosed', position: open, length: source.length - open } };
  }
  let at = skipSpace(source, open + 2);
  let part: TemplatePart;
  if (source[at] === '"') {
    const literal = readString(source, at);
    if (!literal) return mistake(source, 'unclosed-string', at, 1);
    part = literal.value;
    at = literal.end;
  } else {
    nameAt.lastIndex = at;
    const name = nameAt.exec(source)?.[0];
    if (name === undefined) return mistake(source, 'name-expected', at, 1);
    if (!isVariableName(name)) return mistake(source, 'unknown-name', at, name.length);
    at = skipSpace(source, at + name.length);
    let fallback = '';
    if (source[at] === '|') {
      at = skipSpace(source, at + 1);
      if (source[at] !== '"') return mistake(source, 'fallback-expected', at, 1);
      const text = readString(source, at);
      if (!text) return mistake(source, 'unclosed-string', at, 1);
      fallback = text.value;
      at = text.end;
    }
    part = { name, fallback };
  }
  at = skipSpace(source, at);
  return source.startsWith('}}', at) ? { end: at + 2, part } : mistake(source, 'unexpected', at, 1);
}

function append(parts: TemplatePart[], part: TemplatePart): void {
  const last = parts.at(-1);
  if (typeof part === 'string' && typeof last === 'string') parts[parts.length - 1] = last + part;
  else if (part !== '') parts.push(part);
}

/** Reads the grammar above; adjacent literals are joined, empty ones left out. */
export function parseTemplate(source: string): ParsedTemplate {
  const parts: TemplatePart[] = [];
  const issues: TemplateIssue[] = [];
  let at = 0;
  while (at < source.length) {
    const open = source.indexOf('{{', at);
    append(parts, source.slice(at, open < 0 ? source.length : open));
    if (open < 0) break;
    const expression = readExpression(source, open);
    if ('issue' in expression) issues.push(expression.issue);
    else append(parts, expression.part);
    at = expression.end;
  }
  return issues.length > 0 ? { ok: false, issues } : { ok: true, parts };
}

function quote(text: string): string {
  return `"${text.replace(/["\\]/g, '\\$&')}"`;
}

/** The inverse of `parseTemplate`. */
export function formatTemplate(parts: readonly TemplatePart[]): string {
  let source = '';
  for (const [index, part] of parts.entries()) {
    if (typeof part !== 'string') {
      source += part.fallback === '' ? `{{ ${part.name} }}` : `{{ ${part.name} | ${quote(part.fallback)} }}`;
      continue;
    }
    // A brace at a literal's end would join with the next expression's.
    const text = part.replaceAll('{{', '{{ "{{" }}');
    const joins = text.endsWith('{') && index < parts.length - 1;
    source += joins ? `${text.slice(0, -1)}{{ "{" }}` : text;
  }
  return source;
}
