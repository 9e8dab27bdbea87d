import { existsSync, globSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { Command } from 'commander';
import { describe, expect, it } from 'vitest';
import { registerCommands } from '#server/cli/commands.ts';

const root = resolve(import.meta.dirname, '..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');
const documents = ['README.md', 'AGENTS.md', 'CONTRIBUTING.md', ...globSync('docs/**/*.md', { cwd: root })].sort();

const FENCE = /^(`{3,}|~{3,})[^\n]*\n([\s\S]*?)^\1\s*$/gm;
const SPAN = /(`+)([^`\n]+)\1/g;

/** The text of code, fenced and inline, one entry each line or span. */
function codeOf(markdown: string): string[] {
  const fenced = [...markdown.matchAll(FENCE)].flatMap((found) => (found[2] ?? '').split('\n'));
  const spans = [...markdown.replaceAll(FENCE, '').matchAll(SPAN)].map((found) => found[2] ?? '');
  return [...fenced, ...spans];
}

/** Targets of links and pictures, as written; those outside the repository are left out. */
function linksOf(markdown: string): string[] {
  const prose = markdown.replaceAll(FENCE, '').replaceAll(SPAN, '');
  const targets = [...prose.matchAll(/\]\(<?([^)\s>]+)>?[^)]*\)|\b(?:src|href|srcset)="([^"]+)"/g)];
  return targets.map((found) => found[1] ?? found[2] ?? '').filter((target) => !/^[a-z][a-z+.-]*:/i.test(target));
}

/** Anchors of a document's headings, as GitHub makes them. */
function anchorsOf(markdown: string): string[] {
  const seen = new Map<string, number>();
  return [...markdown.replaceAll(FENCE, '').matchAll(/^#{1,6} +(.+?) *#*$/gm)].map((found) => {
    const text = (found[1] ?? '').replaceAll(/[`*]/g, '').toLowerCase();
    const slug = text.replaceAll(/[^\p{L}\p{N}\p{M} _-]/gu, '').replaceAll(' ', '-');
    const before = seen.get(slug) ?? 0;
    seen.set(slug, before + 1);
    return before === 0 ? slug : `${slug}-${before}`;
  });
}

/** Names of npm scripts that a text tells its reader to run. Placeholders in capitals are none. */
function scriptsOf(markdown: string): string[] {
  const found = [...markdown.matchAll(/\bnpm (?:run ([\w:.-]+)|(start|test)\b)/g)];
  return found.map((one) => (one[1] ?? one[2] ?? '').replace(/[.:]$/, '')).filter((name) => !/[A-Z]/.test(name));
}

/** Words of code that look like paths below one of the folders; placeholders are left out, globs stay. */
function pathsOf(markdown: string, folders: readonly string[]): string[] {
  const words = codeOf(markdown).flatMap((text) => text.split(/[\s,;|]+/));
  return words
    .map((word) => word.replace(/^["'(]+(?=\w)/, '').replace(/["':.]+$/, ''))
    .filter((word) => folders.some((folder) => word.startsWith(`${folder}/`)))
    .filter((word) => !/[<>{}…]/.test(word) && !/(?<![A-Za-z])[A-Z]{2,}(?![A-Za-z]*\.md)/.test(word));
}

/** Commands of `postino` that code shows: their words, and the options given. */
function commandsOf(markdown: string): { words: string[]; options: string[] }[] {
  return codeOf(markdown).flatMap((text) => {
    const shown = /(?:^|\s)npm run postino -- (.+)$/.exec(text)?.[1] ?? /^(?:\$ )?postino (.+)$/.exec(text)?.[1];
    if (!shown) return [];
    const tokens = shown.replace(/ #.*$/, '').split(/\s+/);
    const options = tokens.filter((token) => token.startsWith('--') && token !== '--');
    const rest = tokens.filter((token) => !token.startsWith('-'));
    const end = rest.findIndex((token) => !/^[a-z][a-z-]*$/.test(token));
    const words = end < 0 ? rest : rest.slice(0, end);
    return words.length === 0 ? [] : [{ words, options }];
  });
}

/** Why a shown command does not exist, or null. */
function wrongCommand(program: Command, shown: { words: string[]; options: string[] }): string | null {
  let command = program;
  const known = new Set(['--json', '--help']);
  for (const word of shown.words) {
    if (command.commands.length === 0) break;
    const next = command.commands.find((candidate) => candidate.name() === word);
    if (!next) return `${shown.words.join(' ')}: no command ${word}`;
    command = next;
  }
  if (command.commands.length > 0 && shown.options.length > 0) return `${shown.words.join(' ')}: not a whole command`;
  for (const option of command.options) if (option.long) known.add(option.long);
  const strange = shown.options.find((option) => !known.has(option.replace(/=.*/, '')));
  return strange ? `${shown.words.join(' ')}: no option ${strange}` : null;
}

/** What is wrong with a link of a document, or null. */
function wrongLink(document: string, target: string): string | null {
  const [path = '', anchor] = target.split('#');
  const file = path === '' ? document : relative(root, resolve(root, dirname(document), decodeURIComponent(path)));
  if (file.startsWith('..')) return `${target}: outside the repository`;
  // Pictures are made by a command; until it has run the folder is absent as a whole.
  if (file.startsWith(join('docs', 'screens')) && !existsSync(join(root, 'docs', 'screens'))) return null;
  if (!existsSync(join(root, file))) return `${target}: no such file`;
  if (anchor === undefined || anchor === '') return null;
  return anchorsOf(read(file)).includes(anchor) ? null : `${target}: no such heading`;
}

function existsAs(path: string): boolean {
  return path.includes('*') ? globSync(path, { cwd: root }).length > 0 : existsSync(join(root, path));
}

function wholeProgram(): Command {
  const program = new Command('postino');
  const unused = () => {
    throw new Error('no command runs here');
  };
  registerCommands(program, { open: unused, print: unused, printLine: unused, refuse: unused, close: unused });
  return program;
}

function leaves(command: Command, above = ''): string[] {
  return command.commands.flatMap((one) => {
    const name = `${above}${one.name()}`;
    return one.commands.length > 0 ? leaves(one, `${name} `) : [name];
  });
}

/** Cells of the first column of the table under a heading. */
function firstColumn(markdown: string, heading: string): string[] {
  const section = markdown.split(/^#+ /m).find((part) => part.startsWith(`${heading}\n`)) ?? '';
  return [...section.matchAll(/^\| `([^`]+)`/gm)].map((found) => found[1] ?? '');
}

const folders = readdirSync(root).filter(
  (name) => !['node_modules', '.git', '.next', '.postino'].includes(name) && statSync(join(root, name)).isDirectory(),
);
const scripts = Object.keys((JSON.parse(read('package.json')) as { scripts: Record<string, string> }).scripts);
const program = wholeProgram();

/** What a check finds in all documents, each with the document's name. */
function findings(check: (text: string, document: string) => (string | null)[]): string[] {
  return documents.flatMap((document) =>
    check(read(document), document).flatMap((wrong) => (wrong === null ? [] : `${document}: ${wrong}`)),
  );
}

describe('the documentation', () => {
  it('links only to what exists', () => {
    expect(findings((text, document) => linksOf(text).map((target) => wrongLink(document, target)))).toEqual([]);
  });

  it('names only scripts that package.json has', () => {
    expect(findings((text) => scriptsOf(text).filter((name) => !scripts.includes(name)))).toEqual([]);
  });

  it('names only paths that exist', () => {
    expect(findings((text) => pathsOf(text, folders).filter((path) => !existsAs(path)))).toEqual([]);
  });

  it('shows only commands and options that postino has', () => {
    expect(findings((text) => commandsOf(text).map((shown) => wrongCommand(program, shown)))).toEqual([]);
  });

  it('holds enough claims for the checks above to mean something', () => {
    const all = documents.map(read).join('\n');
    expect(linksOf(all).length).toBeGreaterThan(30);
    expect(scriptsOf(all).length).toBeGreaterThan(15);
    expect(pathsOf(all, folders).length).toBeGreaterThan(100);
    expect(commandsOf(all).length).toBeGreaterThan(6);
  });

  it('lists each variable of the environment', () => {
    const named = [...read('server/config/env.ts').matchAll(/^ {2}([A-Z][A-Z_]+): z/gm)].map((found) => found[1]);
    expect(firstColumn(read('docs/operations.md'), 'Environment').sort()).toEqual(named.sort());
  });

  it('lists each operator command', () => {
    const shown = commandsOf(read('docs/operations.md')).map(({ words }) => words.join(' '));
    const missing = leaves(program).filter((name) => !shown.some((one) => one === name || one.startsWith(`${name} `)));
    expect(missing).toEqual([]);
  });

  it('says in a line what each module does', () => {
    const modules = readdirSync(join(root, 'server', 'modules'));
    expect(firstColumn(read('docs/architecture.md'), 'Modules').sort()).toEqual(modules.sort());
  });

  it('lists each decision in the index', () => {
    const files = globSync('docs/decisions/*.md', { cwd: root }).map((path) => basename(path));
    const listed = linksOf(read('docs/decisions/README.md'));
    expect(files.filter((name) => name !== 'README.md' && !listed.includes(name))).toEqual([]);
  });
});

describe('the checks', () => {
  const fenced = ['```sh', 'npm run nothing', 'cat server/absent.ts # why', '```', ''].join('\n');

  it('find links and pictures, but none in code or outside', () => {
    const text = `[a](x.md) ![b](y.png "title") <img src="z.png"> [c](https://a.example) \`[d](w.md)\`\n${fenced}[e](#here)`;
    expect(linksOf(text)).toEqual(['x.md', 'y.png', 'z.png', '#here']);
  });

  it('refuse a link to a missing file, a missing heading or outside', () => {
    expect(wrongLink('README.md', 'docs/absent.md')).toBe('docs/absent.md: no such file');
    expect(wrongLink('README.md', '#absent-heading')).toBe('#absent-heading: no such heading');
    expect(wrongLink('docs/architecture.md', '../../elsewhere.md')).toBe('../../elsewhere.md: outside the repository');
    expect(wrongLink('docs/architecture.md', '../package.json')).toBeNull();
  });

  it('make anchors as GitHub does', () => {
    expect(anchorsOf('# One & two\n## `code`: here\n## One & two\n```\n# none\n```\n')).toEqual([
      'one--two',
      'code-here',
      'one--two-1',
    ]);
  });

  it('find scripts in prose and code, without placeholders', () => {
    const text = `Run \`npm start\`, npm test, \`npm run bench:NAME\` or \`npm run web\`.\n${fenced}`;
    expect(scriptsOf(text)).toEqual(['start', 'test', 'web', 'nothing']);
  });

  it('find paths in code, without placeholders', () => {
    const text = `\`server/web.ts\`, \`server/modules/NAME/x.ts\`, \`server/<name>.ts\`, \`docs/decisions/*.md\`, server/prose.ts\n${fenced}`;
    expect(pathsOf(text, ['server', 'docs'])).toEqual(['server/absent.ts', 'server/web.ts', 'docs/decisions/*.md']);
    expect(existsAs('server/absent.ts')).toBe(false);
    expect(existsAs('docs/absent-*.md')).toBe(false);
    expect(existsAs('docs/decisions/*.md')).toBe(true);
  });

  it('find commands of postino, and refuse those that it has not', () => {
    const shown = commandsOf(
      '`postino demo seed`, `npm run postino -- --json staff create --username U --colour C`, `postino demo paint`, `postino staff --role R`',
    );
    expect(shown.map(({ words }) => words.join(' '))).toEqual(['demo seed', 'staff create', 'demo paint', 'staff']);
    expect(shown.map((one) => wrongCommand(program, one))).toEqual([
      null,
      'staff create: no option --colour',
      'demo paint: no command paint',
      'staff: not a whole command',
    ]);
  });
});
