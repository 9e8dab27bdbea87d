import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';

/** A forbidden arrow for each rule: from a file, to a file, and the rule that must name it. */
const forbidden: [rule: string, from: string, to: string][] = [
  ['no-circular', 'shared/a.ts', 'shared/b.ts'],
  ['module-door', 'server/modules/reports/one.ts', 'server/modules/contacts/inside.ts'],
  ['module-door-from-outside', 'server/two.ts', 'server/modules/contacts/inside.ts'],
  ['module-door-from-outside', 'app/two.ts', 'server/modules/contacts/inside.ts'],
  ['downwards-audit', 'server/modules/audit/three.ts', 'server/modules/workspaces/index.ts'],
  ['downwards-contacts', 'server/modules/contacts/three.ts', 'server/modules/campaigns/index.ts'],
  ['downwards-deliveries', 'server/modules/deliveries/three.ts', 'server/modules/tracking/index.ts'],
  ['downwards-monitoring', 'server/modules/monitoring/three.ts', 'server/modules/billing/index.ts'],
  ['downwards-billing', 'server/modules/billing/three.ts', 'server/modules/backoffice/index.ts'],
  ['engines-know-no-module', 'server/mail/four.ts', 'server/modules/contacts/index.ts'],
  ['engines-know-no-module', 'server/trpc/four.ts', 'server/modules/contacts/index.ts'],
  ['foundations-at-the-bottom', 'server/lib/five.ts', 'server/mail/door.ts'],
  ['config-imports-nothing', 'server/config/six.ts', 'server/lib/door.ts'],
  ['raw-sql-has-one-door', 'server/modules/contacts/seven.ts', 'server/db/sql.ts'],
  ['database-client-has-one-door', 'app/eight.ts', 'server/db/client.ts'],
  ['components-see-schemas-only', 'components/nine.ts', 'server/lib/door.ts'],
  ['components-do-not-import-app', 'components/ten.ts', 'app/door.ts'],
  ['shared-is-pure', 'shared/eleven.ts', 'server/lib/door.ts'],
  ['schemas-are-safe-for-the-browser', 'server/modules/contacts/schemas.ts', 'server/lib/door.ts'],
  ['values-are-plain', 'server/modules/contacts/values.ts', 'shared/paging.ts'],
  ['values-are-plain', 'server/modules/contacts/values.ts', 'server/modules/identity/schemas.ts'],
  ['vendor-behind-adapter', 'server/modules/contacts/twelve.ts', 'node_modules/nodemailer/index.js'],
];

/** Arrows that are right, and must stay so. */
const allowed: [from: string, to: string][] = [
  ['server/modules/campaigns/right.ts', 'server/modules/contacts/index.ts'],
  ['server/modules/contacts/right.sql.ts', 'server/db/sql.ts'],
  ['server/right.ts', 'server/modules/contacts/router.ts'],
  ['components/right.ts', 'server/modules/billing/schemas.ts'],
  ['components/right.ts', 'server/modules/billing/values.ts'],
];

const folder = mkdtempSync(join(tmpdir(), 'postino-boundaries-'));
type Violation = { rule: { name: string }; from: string; to: string };
let violations: Violation[] = [];
let seen = 0;

/** `#server/…` for our own folders, as the sources write it; a path for the rest. */
function specifier(from: string, to: string): string {
  if (to.startsWith('node_modules/')) return to.split('/')[1] ?? to;
  if (/^(server|shared|components)\//.test(to)) return `#${to}`;
  return `${'../'.repeat(from.split('/').length - 1)}${to}`;
}

beforeAll(() => {
  const imports = new Map<string, string[]>();
  const add = (from: string, to: string) => imports.set(from, [...(imports.get(from) ?? []), to]);
  for (const [, from, to] of forbidden) add(from, to);
  for (const [from, to] of allowed) add(from, to);
  add('shared/b.ts', 'shared/a.ts');
  const all = new Set([...imports.keys(), ...[...imports.values()].flat()]);
  for (const path of all) {
    if (path.startsWith('node_modules/')) continue;
    mkdirSync(join(folder, dirname(path)), { recursive: true });
    const lines = (imports.get(path) ?? []).map(
      (to, i) => `import { x as x${i} } from '${specifier(path, to)}';\nexport const y${i} = x${i};`,
    );
    writeFileSync(join(folder, path), [...lines, 'export const x = 1;', ''].join('\n'));
  }
  const { imports: aliases } = JSON.parse(readFileSync('package.json', 'utf8'));
  writeFileSync(
    join(folder, 'package.json'),
    JSON.stringify({ type: 'module', imports: aliases, dependencies: { nodemailer: '*' } }),
  );
  for (const name of ['tsconfig.json', '.dependency-cruiser.cjs'])
    writeFileSync(join(folder, name), readFileSync(name));
  const vendor = join(folder, 'node_modules', 'nodemailer');
  mkdirSync(vendor, { recursive: true });
  writeFileSync(join(vendor, 'package.json'), '{"name":"nodemailer","version":"1.0.0","main":"index.js"}');
  writeFileSync(join(vendor, 'index.js'), 'exports.x = 1;');
  const command = resolve('node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
  const args = [
    command,
    'app',
    'components',
    'server',
    'shared',
    '--config',
    '.dependency-cruiser.cjs',
    '--output-type',
    'json',
  ];
  const text = run(args);
  const { summary } = JSON.parse(text) as { summary: { violations: Violation[]; totalCruised: number } };
  violations = summary.violations;
  seen = summary.totalCruised;
}, 60_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

function run(args: string[]): string {
  try {
    return execFileSync(process.execPath, args, { cwd: folder, encoding: 'utf8' });
  } catch (error) {
    return String((error as { stdout?: string }).stdout);
  }
}

it('sees the modules', () => expect(seen).toBeGreaterThan(20));

it.each(forbidden)('%s refuses %s → %s', (rule, from, to) => {
  const found = violations.filter((violation) => violation.from === from && violation.to.endsWith(to));
  expect(found.map((violation) => violation.rule.name)).toContain(rule);
});

it.each(allowed)('lets %s → %s be', (from, to) => {
  expect(violations.filter((violation) => violation.from === from && violation.to === to)).toEqual([]);
});
