import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';

/** What a source imports, what it says, and what it sends to the browser. */
type Source = { client: boolean; imports: string[]; said: string[]; sent: string[] };

const root = join(import.meta.dirname, '..');
const sources = new Map<string, Source>();
const strings = (text: string) => [...text.matchAll(/'([\w.-]+)'/g)].map(([, name = '']) => name);

function read(file: string): Source {
  const known = sources.get(file);
  if (known) return known;
  const text = readFileSync(file, 'utf8');
  const imports = [
    ...text.matchAll(
      /^\s*(?:import|export)\s+(?!type\b)(?:[^'";]*?from\s*)?'([#.][^']+)'|import\(\s*'([#.][^']+)'\s*\)/gm,
    ),
  ].flatMap(([, named, lazy]) => {
    const name = named ?? lazy ?? '';
    const path = name.startsWith('#') ? join(root, name.slice(1)) : join(dirname(file), name);
    return /\.tsx?$/.test(path) && existsSync(path) ? [path] : [];
  });
  const source = {
    client: /^(?:\/\*[\s\S]*?\*\/\s*)?'use client'/.test(text),
    imports,
    said: [...text.matchAll(/useTranslations\(\s*'([\w.-]+)'/g)].map(([, name = '']) => name),
    sent: [...text.matchAll(/<Messages\s+of=\{\[([^\]]*)\]\}|const everywhere = \[([^\]]*)\]/g)].flatMap(
      ([, of, everywhere]) => strings(of ?? everywhere ?? ''),
    ),
  };
  sources.set(file, source);
  return source;
}

/** The namespaces that the browser's part of `file` speaks in, with all that it imports, at once or later. */
function saidInBrowser(file: string): Set<string> {
  const said = new Set<string>();
  const seen = new Set<string>();
  const visit = (path: string, within: boolean) => {
    const source = read(path);
    const client = within || source.client;
    if (seen.has(`${path} ${client}`)) return;
    seen.add(`${path} ${client}`);
    if (client) for (const name of source.said) said.add(name);
    for (const next of source.imports) visit(next, client);
  };
  visit(file, false);
  return said;
}

const pages = globSync('app/**/page.tsx', { cwd: root }).map((page) => join(root, page));

/** The page with the layouts around it, outermost first. */
function frames(page: string): string[] {
  const around: string[] = [];
  for (let folder = dirname(page); folder.length >= join(root, 'app').length; folder = dirname(folder)) {
    const layout = join(folder, 'layout.tsx');
    if (existsSync(layout)) around.unshift(layout);
  }
  return [...around, page];
}

const covers = (sent: string, said: string) => said === sent || said.startsWith(`${sent}.`);

describe('the messages sent to the browser', () => {
  it.each(pages.map((page) => relative(root, page)))('%s has all that it says', (page) => {
    const around = frames(join(root, page));
    const sent = around.flatMap((file) => read(file).sent);
    const said = around.flatMap((file) => [...saidInBrowser(file)]);
    expect(said.filter((name) => !sent.some((path) => covers(path, name)))).toEqual([]);
  });

  it('are each said by some page, and sent once', () => {
    const senders = new Map<string, Set<string>>();
    const twice: string[] = [];
    for (const page of pages) {
      const around = frames(page);
      const said = around.flatMap((file) => [...saidInBrowser(file)]);
      const outer: string[] = [];
      for (const file of around) {
        const used = senders.get(file) ?? new Set();
        senders.set(file, used);
        for (const path of read(file).sent) {
          if (outer.some((before) => covers(before, path))) twice.push(`${relative(root, file)}: ${path}`);
          if (said.some((name) => covers(path, name))) used.add(path);
        }
        outer.push(...read(file).sent);
      }
    }
    const idle = [...senders].flatMap(([file, used]) =>
      read(file)
        .sent.filter((path) => !used.has(path))
        .map((path) => `${relative(root, file)}: ${path}`),
    );
    expect({ idle, twice }).toEqual({ idle: [], twice: [] });
  });
});
