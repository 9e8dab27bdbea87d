import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { Command, CommanderError } from 'commander';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { registerCommands } from '#server/cli/commands.ts';
import { type CliSession, createSession } from '#server/cli/session.ts';
import { env, overrideEnv } from '#server/config/env.ts';
import { hotPool } from '#server/db/sql.ts';
import type { TenantCtx } from '#server/lib/context.ts';
import { verifyPassword } from '#server/lib/password-hash.ts';
import { deliveryStates } from '#server/modules/deliveries/schemas.ts';
import { systemCtx, useDatabase } from '#tests/database.ts';
import { makeWorkspace } from '#tests/factories.ts';
import { makeSentCampaign } from '#tests/sent-campaign.ts';

useDatabase();

const folder = mkdtempSync(join(tmpdir(), 'postino-cli-'));
let formerData: string;
let json = true;
let session: CliSession;
let ctx: TenantCtx;
let slug: string;

beforeAll(() => {
  formerData = env().POSTINO_DATA;
  overrideEnv({ POSTINO_DATA: folder });
  session = createSession(() => json);
});
// The session is left open: useDatabase() closes the connections that it shares with this file.
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
  overrideEnv({ POSTINO_DATA: formerData });
});
beforeEach(async () => {
  ctx = await makeWorkspace();
  slug = ctx.workspace.slug;
});

/** What server/cli.ts does with its arguments, in this process and on this file's database. */
async function postino(...args: string[]) {
  const written = { stdout: '', stderr: '' };
  const capture = (name: 'stdout' | 'stderr') =>
    vi.spyOn(process[name], 'write').mockImplementation((chunk) => {
      written[name] += String(chunk);
      return true;
    });
  const [out, err] = [capture('stdout'), capture('stderr')];
  const formerCode = process.exitCode;
  process.exitCode = undefined;
  const program = new Command('postino').option('--json').exitOverride();
  registerCommands(program, session);
  json = args.includes('--json');
  try {
    await program.parseAsync(args, { from: 'user' });
    return { code: process.exitCode ?? 0, ...written };
  } catch (error) {
    if (error instanceof CommanderError) return { code: 2, ...written };
    const code = await session.refuse(error);
    return { code, ...written };
  } finally {
    process.exitCode = formerCode;
    out.mockRestore();
    err.mockRestore();
  }
}

/** The one JSON document that a command prints. */
async function answer(...args: string[]) {
  const { code, stdout } = await postino('--json', ...args);
  expect(code).toBe(0);
  expect(stdout.trim().split('\n')).toHaveLength(1);
  return JSON.parse(stdout);
}
const lines = (stdout: string): unknown[] =>
  stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));

function file(name: string, contents: string | Buffer): string {
  const path = join(folder, name);
  writeFileSync(path, contents);
  return path;
}
const list = 'email,nome\nanna@a.example,Anna\nbruno@a.example,Bruno\nANNA@a.example,Anna di nuovo\nrotto,x\n';

describe('contacts import', () => {
  it('answers counts that sum to the rows, and rejects what came before in the file', async () => {
    await answer('contacts', 'import', file('prima.csv', 'email,nome\nbruno@a.example,B\n'), '--workspace', slug);
    const counts = await answer(
      'contacts',
      'import',
      file('soci.csv', list),
      '--workspace',
      slug,
      '--group',
      'Soci/Bari',
    );
    expect(counts).toEqual({
      rows: 4,
      created: 1,
      updated: 1,
      unchanged: 0,
      rejected: 2,
      reasons: { 'duplicate-in-file': 1, 'missing-at': 1 },
    });
    expect(await ctx.db.contact.count()).toBe(2);
    const group = await ctx.db.group.findFirstOrThrow({ where: { name: 'Bari' } });
    expect(await ctx.db.groupMember.count({ where: { groupId: group.id } })).toBe(2);
  });

  it('with --dry-run counts the same and writes neither contact nor group', async () => {
    const path = file('prova.csv', list);
    const counts = await answer('contacts', 'import', path, '--workspace', slug, '--group', 'Nuovo', '--dry-run');
    expect(counts).toMatchObject({ rows: 4, created: 2, updated: 0, unchanged: 0, rejected: 2 });
    expect([await ctx.db.contact.count(), await ctx.db.group.count(), await ctx.db.evidence.count()]).toEqual([
      0, 0, 0,
    ]);
  });

  it('of a folder answers a line for each file, and goes on after a bad one', async () => {
    mkdirSync(join(folder, 'tutti'), { recursive: true });
    file('tutti/1.csv', 'email\na@a.example\n');
    file('tutti/2.csv', '\x89PNG\r\n\x1a\n');
    file('tutti/3.csv', 'email\nb@a.example\n');
    const { code, stdout } = await postino('--json', 'contacts', 'import', join(folder, 'tutti'), '--workspace', slug);
    expect(code).toBe(1);
    expect(lines(stdout)).toMatchObject([
      { rows: 1, created: 1 },
      { error: { kind: 'invalid-input' } },
      { rows: 1, created: 1 },
    ]);
  });

  const refusals: [string, () => string[], object][] = [
    ['a file that is not there', () => ['/nowhere/x.csv', '--workspace', slug], { kind: 'not-found', what: 'file' }],
    [
      'a workspace that is not there',
      () => [file('a.csv', list), '--workspace', 'nessuno'],
      { kind: 'not-found', what: 'workspace' },
    ],
    ['an empty file', () => [file('vuoto.csv', ''), '--workspace', slug], { reason: 'empty-file' }],
    [
      'no addresses',
      () => [file('n.csv', 'nome,cognome\nAnna,R\n'), '--workspace', slug],
      { reason: 'no-address-column' },
    ],
  ];
  it.each(refusals)('refuses %s with its reason and a sentence on stderr', async (_, args, said) => {
    const { code, stdout, stderr } = await postino('--json', 'contacts', 'import', ...args());
    expect([code, stdout]).toEqual([1, '']);
    expect(JSON.parse(stderr).error).toMatchObject({ ...said, message: expect.stringMatching(/^[A-Z][^{}]+\.$/) });
    expect(await ctx.db.contact.count()).toBe(0);
  });
});

describe('contacts export', () => {
  it('writes the contacts, or those of a group, whole under the name asked for', async () => {
    await answer(
      'contacts',
      'import',
      file('bari.csv', 'email\nb@a.example\n'),
      '--workspace',
      slug,
      '--group',
      'Bari',
    );
    await answer('contacts', 'import', file('altri.csv', 'email,nome\na@a.example,=1+1\n'), '--workspace', slug);
    const out = join(folder, 'fuori.csv');
    expect(await answer('contacts', 'export', '--workspace', slug, '--out', out)).toEqual({ rows: 2 });
    const written = readFileSync(out, 'utf8').split('\r\n');
    expect(written).toHaveLength(4);
    expect(written.slice(1, 3).sort()).toMatchObject([expect.stringMatching(/^a@a.example,'=1\+1,/), /^b@/]);
    expect(await answer('contacts', 'export', '--workspace', slug, '--out', out, '--group', 'Bari')).toEqual({
      rows: 1,
    });
    expect(readFileSync(out, 'utf8')).not.toContain('a@a.example');
  });

  it('of a group that is not there leaves no file', async () => {
    const out = join(folder, 'niente.csv');
    const { code } = await postino('--json', 'contacts', 'export', '--workspace', slug, '--out', out, '--group', 'X');
    expect(code).toBe(1);
    expect(() => readFileSync(out)).toThrow('ENOENT');
  });
});

describe('address check', () => {
  it('answers a line for each address and for each line of a file, in order', async () => {
    const path = file('lista.txt', 'Niccolò@Example.COM\r\nrotto\n\n');
    const { code, stdout } = await postino('--json', 'address', 'check', 'Anna@Example.com', '--file', path);
    expect(code).toBe(0);
    expect(lines(stdout)).toMatchObject([
      { address: 'Anna@Example.com', valid: true, normalised: 'anna@example.com', reason: null },
      { address: 'Niccolò@Example.COM', valid: true, reason: null },
      { address: 'rotto', valid: false, normalised: null, reason: 'missing-at' },
      { address: '', valid: false, normalised: null, reason: 'empty' },
    ]);
  });

  it('refuses to check nothing, and a list that is not there', async () => {
    expect((await postino('--json', 'address', 'check')).code).toBe(1);
    expect((await postino('--json', 'address', 'check', '--file', '/nowhere')).stderr).toContain('not-found');
  });
});

describe('campaign', () => {
  it('list names a workspace’s own campaigns, and report sums to the audience', async () => {
    const { campaignId } = await makeSentCampaign(ctx, {
      contacts: 5,
      level: 'off',
      acceptedAt: new Date(),
      name: 'Agenda',
    });
    await makeSentCampaign(await makeWorkspace(), { contacts: 1, level: 'off', acceptedAt: new Date() });
    await hotPool().query(
      `UPDATE deliveries SET state = 'bounced', reason = 'no-such-user' WHERE "campaignId" = $1 AND "contactId" =
       (SELECT "contactId" FROM deliveries WHERE "campaignId" = $1 LIMIT 1)`,
      [campaignId],
    );
    expect(await answer('campaign', 'list', '--workspace', slug)).toMatchObject([
      { id: campaignId, name: 'Agenda', state: 'finished', audience: 5 },
    ]);
    const report = await answer('campaign', 'report', campaignId);
    expect(report).toMatchObject({ campaign: campaignId, state: 'finished', audience: 5, accepted: 4, bounced: 1 });
    expect(deliveryStates.reduce((sum, state) => sum + report[state], 0)).toBe(report.audience);
  });

  it.each([
    ['no id', 'not-an-id'],
    ['the id of nothing', '01890000-0000-7000-8000-000000000000'],
  ])('report refuses %s', async (_, id) => {
    expect((await postino('--json', 'campaign', 'report', id)).code).toBe(1);
  });
});

describe('the provider’s commands', () => {
  it('workspace list names every workspace with what it has', async () => {
    await answer('contacts', 'import', file('uno.csv', 'email\na@a.example\n'), '--workspace', slug);
    const rows = await answer('workspace', 'list');
    expect(rows[0]).toEqual({ slug, name: ctx.workspace.name, features: ['newsletter'], contacts: 1 });
    expect(rows.length).toBeGreaterThan(1);
  });

  it('staff create prints a password that must be replaced at the first sign-in', async () => {
    const args = ['staff', 'create', '--username', 'Anna.Riva', '--email', 'anna@p.example', '--role', 'support'];
    const made = await answer(...args);
    expect(made).toEqual({ username: 'anna.riva', role: 'support', password: expect.stringMatching(/^[\w]{16}$/) });
    const user = await systemCtx().db.user.findFirstOrThrow({
      where: { username: 'anna.riva' },
      include: { staffMembership: true },
    });
    expect(user).toMatchObject({ mustChangePassword: true, staffMembership: { role: 'support' } });
    expect(await verifyPassword(made.password, user.passwordHash)).toBe(true);
    expect((await postino('--json', ...args)).code).toBe(1);
    const wrongRole = [...args.slice(0, 3), 'b.b', ...args.slice(4, 7), 'king'];
    expect((await postino('--json', ...wrongRole)).stderr).toContain('role-unknown');
  });

  it.each([[[]], [['--trial']]])('purchase create %j answers where and until when it is activated', async (more) => {
    const made = await answer('purchase', 'create', '--plan', 'NL-S', '--email', 'anna@a.example', ...more);
    expect(made).toEqual({
      activationUrl: expect.stringMatching(/^http:\/\/[^ ]+\/activate\/[\w.-]+$/),
      expiresAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
    });
    expect(new Date(made.expiresAt).getTime()).toBeGreaterThan(Date.now());
  });

  it('purchase create refuses a plan that is not in the catalogue', async () => {
    const { code, stderr } = await postino('purchase', 'create', '--plan', 'XX', '--email', 'anna@a.example');
    expect([code, stderr.split('\n')[0]]).toEqual([1, 'This plan is not in the catalogue.']);
  });
});

it('a process of its own ends with 1 and a sentence for refused input, with 2 for misuse', {
  timeout: 240_000,
}, async () => {
  async function run(...args: string[]) {
    const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', 'server/cli.ts', ...args], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, NODE_OPTIONS: '', DATABASE_URL: env().DATABASE_URL, POSTINO_DATA: folder },
    });
    const exit = once(child, 'exit');
    const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)]);
    return { code: (await exit)[0], stdout, stderr };
  }
  const sheet = file('foglio.xlsx', Buffer.from('PK\x03\x04xxxxxxxxxxxx', 'latin1'));
  const [refused, misused] = await Promise.all([
    run('contacts', 'import', sheet, '--workspace', slug),
    run('--json', 'contacts', 'import', sheet),
  ]);
  expect(refused).toMatchObject({ code: 1, stdout: '' });
  expect(refused.stderr.split('\n')[0]).toBe(
    'The spreadsheet is damaged and can’t be opened. Open it, save it again or export it as CSV.',
  );
  expect(misused).toMatchObject({ code: 2, stdout: '' });
  expect(misused.stderr).toContain("required option '--workspace <slug>' not specified");
});
