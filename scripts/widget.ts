import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { build } from 'rolldown';
import { isStale } from './freshness.ts';

/** Where the built scripts lie; server/http/form-script.ts reads them. */
const files = {
  form: join('public', 'embed', 'form.js'),
  'frame-height': join('public', 'embed', 'frame-height.js'),
};

/** The sign-up form's script for other people's pages, minified: it leaves one name, `postino`, which its caller wraps. */
export async function buildWidget(entry: keyof typeof files): Promise<string> {
  const { output } = await build({
    input: join('embed', `${entry}.ts`),
    write: false,
    platform: 'browser',
    transform: { target: 'es2019' },
    output: { format: 'iife', name: 'postino', minify: true },
  });
  return output[0].code.trim();
}

/** Builds what is missing or older than its sources. */
export async function ensureWidget(): Promise<void> {
  for (const [entry, file] of Object.entries(files) as [keyof typeof files, string][]) {
    if (!isStale(file, ['embed', join('shared', 'forms'), join('scripts', 'widget.ts')])) continue;
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, await buildWidget(entry));
  }
}
