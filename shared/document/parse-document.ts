import type { z } from 'zod';
import { allBlocks } from './all-blocks.ts';
import { documentLimits } from './limits.ts';
import { documentSchema, type NewsletterDocument } from './schema.ts';

export type DocumentIssueCode =
  | 'not-a-document'
  | 'unknown-version'
  | 'too-large'
  | 'too-deep'
  | 'too-many-blocks'
  | 'unknown-block'
  | 'duplicate-id'
  | 'unsafe-url'
  | 'bad-template'
  | 'unknown-variable'
  | 'widths-sum'
  | 'too-long'
  | 'too-small'
  | 'too-big'
  | 'unknown-key'
  | 'invalid';

/** `path` leads to the place in the document; `data` names what was found or allowed there. */
export type DocumentIssue = {
  code: DocumentIssueCode;
  path: (string | number)[];
  data: Record<string, string | number>;
};
export type ParsedDocument = { ok: true; document: NewsletterDocument } | { ok: false; issues: DocumentIssue[] };

const currentVersion = 1;
const mostIssues = 50;

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Bounds the work before any recursive reader sees the value; walks without recursion, so depth cannot exhaust the stack. */
function measure(input: unknown): DocumentIssue | null {
  const waiting: { value: unknown; depth: number }[] = [{ value: input, depth: 0 }];
  let values = 0;
  let characters = 0;
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    values += 1;
    if (typeof next.value === 'string') characters += next.value.length;
    if (next.depth > documentLimits.depth) return { code: 'too-deep', path: [], data: { most: documentLimits.depth } };
    if (values + waiting.length > documentLimits.values || characters > documentLimits.characters) {
      return { code: 'too-large', path: [], data: { most: documentLimits.characters } };
    }
    if (typeof next.value === 'object' && next.value !== null) {
      for (const value of Object.values(next.value)) waiting.push({ value, depth: next.depth + 1 });
    }
  }
  return null;
}

/**
 * Brings an older version's shape up to the current one, a version at a time; the result is unchecked until the schema has read it.
 * An unknown version (a newer program's, or none) is an issue, never a guess.
 */
export function migrateDocument(input: unknown): { ok: true; value: unknown } | { ok: false; issues: DocumentIssue[] } {
  if (!isRecord(input)) return { ok: false, issues: [{ code: 'not-a-document', path: [], data: {} }] };
  if (input.version === currentVersion) return { ok: true, value: input };
  const found = typeof input.version === 'number' ? input.version : String(input.version).slice(0, 40);
  return {
    ok: false,
    issues: [{ code: 'unknown-version', path: ['version'], data: { found, known: currentVersion } }],
  };
}

const customCodes: ReadonlySet<string> = new Set([
  'unsafe-url',
  'bad-template',
  'unknown-variable',
  'widths-sum',
  'too-small',
]);

function isCustomCode(code: unknown): code is DocumentIssueCode {
  return typeof code === 'string' && customCodes.has(code);
}

function valueAt(input: unknown, path: readonly PropertyKey[]): unknown {
  let value = input;
  for (const key of path) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = Object.getOwnPropertyDescriptor(value, key)?.value;
  }
  return value;
}

function codeOf(issue: z.core.$ZodIssue): DocumentIssueCode {
  switch (issue.code) {
    case 'custom':
      return isCustomCode(issue.params?.code) ? issue.params.code : 'invalid';
    case 'unrecognized_keys':
      return 'unknown-key';
    case 'too_small':
      return 'too-small';
    case 'too_big':
      return issue.origin === 'string' ? 'too-long' : 'too-big';
    default:
      return 'invalid';
  }
}

function describeIssue(issue: z.core.$ZodIssue, input: unknown): DocumentIssue {
  const path = issue.path.map((key) => (typeof key === 'number' ? key : String(key)));
  if (
    issue.code === 'invalid_union' &&
    issue.discriminator === 'type' &&
    path.at(-1) === 'type' &&
    path.at(-3) === 'blocks'
  ) {
    return { code: 'unknown-block', path, data: { type: String(valueAt(input, issue.path)).slice(0, 60) } };
  }
  const data: DocumentIssue['data'] = {};
  if (issue.code === 'unrecognized_keys') data.keys = issue.keys.join(' ').slice(0, 200);
  if (issue.code === 'too_big') data.most = Number(issue.maximum);
  if (issue.code === 'too_small') data.least = Number(issue.minimum);
  return { code: codeOf(issue), path, data };
}

/** What no single block can know: their number, and that every id stands once (columns' and the footer's included). */
function checkWhole(document: NewsletterDocument): DocumentIssue[] {
  const blocks = allBlocks(document);
  if (blocks.length > documentLimits.blocks) {
    return [{ code: 'too-many-blocks', path: ['blocks'], data: { found: blocks.length, most: documentLimits.blocks } }];
  }
  const ids = [
    ...blocks.flatMap((block) => [
      block.id,
      ...(block.type === 'columns' ? block.columns.map((column) => column.id) : []),
    ]),
    document.footer.id,
  ];
  const seen = new Set<string>();
  const doubled = new Set(ids.filter((id) => seen.size === seen.add(id).size));
  return [...doubled].map((id) => ({ code: 'duplicate-id', path: ['blocks'], data: { id } }));
}

/**
 * The one door for documents that come from outside (the editor, the database, an import). What it returns is cleaned: no control
 * characters, well-formed strings, unknown attributes of Tiptap's nodes dropped. At most 50 issues are named.
 */
export function parseDocument(input: unknown): ParsedDocument {
  const tooMuch = measure(input);
  if (tooMuch) return { ok: false, issues: [tooMuch] };
  const migrated = migrateDocument(input);
  if (!migrated.ok) return migrated;
  const parsed = documentSchema.safeParse(migrated.value);
  if (!parsed.success) {
    return {
      ok: false,
      issues: parsed.error.issues.slice(0, mostIssues).map((issue) => describeIssue(issue, migrated.value)),
    };
  }
  const issues = checkWhole(parsed.data);
  return issues.length > 0 ? { ok: false, issues: issues.slice(0, mostIssues) } : { ok: true, document: parsed.data };
}
