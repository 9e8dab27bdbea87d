import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { FormView } from '#shared/forms/form-view.ts';

/** Built by scripts/widget.ts with every start and build. */
const files = {
  form: join(process.cwd(), 'public', 'embed', 'form.js'),
  height: join(process.cwd(), 'public', 'embed', 'frame-height.js'),
};
const read = new Map<string, { at: number; text: string }>();

function built(file: string): string {
  const at = statSync(file).mtimeMs;
  const known = read.get(file);
  if (known?.at === at) return known.text;
  const text = readFileSync(file, 'utf8');
  read.set(file, { at, text });
  return text;
}

/** JSON as a script may hold it: no tag can end it, no line end of JavaScript's own breaks it. */
const literal = (value: unknown) =>
  JSON.stringify(value).replaceAll('<', '\\u003c').replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029');

/** What the widget is started with (embed/form.ts). `closed`: a sentence in the form's place. */
export type WidgetConfig = { view: FormView; on: string; frame: boolean; closed: string };

/** The widget with one form's published version inside, leaving no name on the page. */
export function widgetScript(config: WidgetConfig): string {
  return `(()=>{"use strict";${built(files.form)};postino.start(${literal(config)})})();\n`;
}

/** For the page around a framed form: gives the frame its content's height. */
export function heightScript(origin: string): string {
  return `(()=>{"use strict";${built(files.height)};postino.fit(${literal(origin)})})();\n`;
}

/** A script's answer: kept a minute, asked for again by its hash, packed where the browser takes it. */
export function scriptAnswer(text: string, asked: { noneMatch: string; encoding: string }) {
  const etag = `"${createHash('sha256').update(text).digest('base64url').slice(0, 22)}"`;
  const headers: Record<string, string> = {
    'Content-Type': 'text/javascript; charset=utf-8',
    'Cache-Control': 'public, max-age=60, stale-while-revalidate=86400',
    'Cross-Origin-Resource-Policy': 'cross-origin',
    'X-Content-Type-Options': 'nosniff',
    ETag: etag,
    Vary: 'Accept-Encoding',
  };
  if (asked.noneMatch.includes(etag)) return { status: 304, headers, body: '' };
  if (!/\bgzip\b/.test(asked.encoding)) return { status: 200, headers, body: text };
  return { status: 200, headers: { ...headers, 'Content-Encoding': 'gzip' }, body: gzipSync(text) };
}
