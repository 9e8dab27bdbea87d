import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadMessages } from '#i18n/namespaces.ts';

const root = join(import.meta.dirname, '..', '..');
const sources = globSync('server/modules/**/*.ts', { cwd: root })
  .filter((file) => !file.endsWith('.test.ts'))
  .map((file) => readFileSync(join(root, file), 'utf8'));
const all = (pattern: RegExp) => [
  ...new Set(sources.flatMap((text) => [...text.matchAll(pattern)].map((m) => m[1] ?? ''))),
];

/** As the calls of `audit` write them: `module.verb`, also as the two ends of a condition. */
const actions = all(
  /'((?:audit|backoffice|billing|campaigns|compliance|contacts|deliveries|domains|identity|notifications|workspaces)\.[a-z][a-z-]+)'/g,
);
const kinds = all(/subject: \{\s*kind: '([a-z-]+)'/g);

describe.each(['it', 'en'] as const)('the activity log in %s', (language) => {
  it('has words for what is done, and for what it is done to', async () => {
    const { actions: words, subjects } = (await loadMessages(language)).portal.audit;
    const worded = Object.entries(words).flatMap(([module, verbs]) =>
      Object.keys(verbs).map((verb) => `${module}.${verb}`),
    );
    const audited = actions.filter((action) =>
      sources.some((text) => new RegExp(`action:[^;{}]*'${action}'`).test(text)),
    );
    expect(audited.filter((action) => !worded.includes(action)).sort()).toEqual([]);
    expect(kinds.filter((kind) => !(kind in subjects)).sort()).toEqual([]);
    expect(audited.length).toBeGreaterThan(25);
  });
});
