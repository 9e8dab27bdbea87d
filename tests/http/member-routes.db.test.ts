import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { encode } from 'next-auth/jwt';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { sessionCookie } from '#server/auth/next-auth.ts';
import { env, overrideEnv } from '#server/config/env.ts';
import { blobs } from '#server/lib/blobs.ts';
import type { TenantCtx } from '#server/lib/context.ts';
import { uuid7 } from '#server/lib/uuid.ts';
import { receiveImport, runImport, startImportHere } from '#server/modules/contacts/index.ts';
import type { MemberRole } from '#shared/permissions.ts';
import { systemCtx, useDatabase } from '#tests/database.ts';
import { makeWorkspace } from '#tests/factories.ts';
import { inNextRequest, portalCookie } from '#tests/http/next-request.ts';
import * as exportFile from '../../app/api/w/[workspace]/exports/[id]/file/route.ts';
import * as images from '../../app/api/w/[workspace]/images/route.ts';
import * as rejected from '../../app/api/w/[workspace]/imports/[id]/rejected/route.ts';
import * as imports from '../../app/api/w/[workspace]/imports/route.ts';

useDatabase();

const folder = mkdtempSync(join(tmpdir(), 'postino-member-'));
let formerData: string;
let ours: TenantCtx;
let theirs: TenantCtx;
/** A rejected row and an export of each workspace. */
const files = new Map<TenantCtx, { importId: string; exportId: string }>();
/** Cookies by who holds them. */
const held: Record<string, string> = {};

async function signIn(
  role: MemberRole | null,
  session: { surface?: 'portal' | 'console'; endedAt?: Date } = {},
  mustChangePassword = false,
): Promise<string> {
  const { db } = systemCtx();
  const [userId, sessionId, now] = [uuid7(), uuid7(), new Date()];
  const username = `p.${userId}`;
  const password = { passwordHash: '-', passwordChangedAt: now, mustChangePassword };
  await db.user.create({
    data: { id: userId, username, name: username, email: `${username}@posta.example`, ...password },
  });
  const expiresAt = new Date(now.getTime() + 86_400_000);
  const origin = { address: '192.0.2.1', agent: 'test' };
  await db.session.create({
    data: { id: sessionId, userId, surface: 'portal', lastSeenAt: now, expiresAt, ...origin, ...session },
  });
  if (role) await ours.db.membership.create({ data: { workspaceId: ours.workspace.id, userId, role } });
  return portalCookie(sessionId);
}

async function makeFiles(ctx: TenantCtx) {
  const contents = Readable.from(['email,nome\nanna@posta.example,Anna\nrotto,=1+1\n']);
  const { id: importId } = await receiveImport(ctx, { fileName: 'soci d’onore.csv', contents });
  await startImportHere(ctx, { id: importId, evidence: 'fiera' });
  await runImport(ctx, importId);
  const exportId = uuid7();
  const blobKey = `${ctx.workspace.id}/exports/${exportId}.csv`;
  await blobs().put(blobKey, '\ufeffemail\r\nanna@posta.example\r\n');
  const at = new Date('2026-11-20T09:00:00Z');
  const state = { state: 'finished' as const, stateAt: at, createdAt: at, selection: {}, rows: 1, blobKey };
  await ctx.db.contactExport.create({ data: { workspaceId: ctx.workspace.id, id: exportId, ...state } });
  files.set(ctx, { importId, exportId });
}

// next-auth writes a forged cookie to the console.
const silence = vi.spyOn(console, 'error').mockImplementation(() => undefined);
beforeAll(async () => {
  formerData = env().POSTINO_DATA;
  overrideEnv({ POSTINO_DATA: folder });
  [ours, theirs] = [await makeWorkspace(), await makeWorkspace()];
  for (const ctx of [ours, theirs]) await makeFiles(ctx);
  held.owner = await signIn('owner');
  held.editor = await signIn('editor');
  held.analyst = await signIn('analyst');
  held.stranger = await signIn(null);
  held.ended = await signIn('owner', { endedAt: new Date() });
  held.console = await signIn('owner', { surface: 'console' });
  held.renewing = await signIn('owner', {}, true);
  held.forged = `${sessionCookie('portal')}=${await encode({ token: { sid: uuid7() }, secret: 'a guess' })}`;
});
afterAll(() => {
  silence.mockRestore();
  rmSync(folder, { recursive: true, force: true });
  overrideEnv({ POSTINO_DATA: formerData });
});

const png = () =>
  sharp({ create: { width: 20, height: 10, channels: 3, background: '#3366aa' } })
    .png()
    .toBuffer();
const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script/></svg>';
const csv = 'email,nome\nbruno@posta.example,Bruno\n';

type Target = { workspace: TenantCtx; filesOf?: TenantCtx };
type Sent = { headers?: Record<string, string>; body?: BodyInit };
type Call = (target: Target, cookie?: string, sent?: Sent) => Promise<Response>;
type Handler = (request: Request, context: { params: Promise<Record<string, string>> }) => Promise<Response>;

function ask(handler: Handler, method: string, path: (ids: { importId: string; exportId: string }) => string): Call {
  return ({ workspace, filesOf = workspace }, cookie, { headers = {}, body } = {}) => {
    const ids = files.get(filesOf) ?? { importId: '', exportId: '' };
    const under = path(ids);
    const request = new Request(`http://127.0.0.1:3000/api/w/${workspace.workspace.slug}/${under}`, {
      method,
      headers: { ...headers, ...(cookie ? { Cookie: cookie } : {}) },
      ...(body === undefined ? {} : { body, duplex: 'half' }),
    });
    const params = { workspace: workspace.workspace.slug, id: under.split('/')[1] ?? '' };
    return inNextRequest(request, () => handler(request, { params: Promise.resolve(params) }));
  };
}
const uploadPicture = ask(images.POST, 'POST', () => 'images?name=foto%20grande.png');
const uploadTable = ask(imports.POST, 'POST', () => 'imports');
const fetchRejected = ask(rejected.GET, 'GET', ({ importId }) => `imports/${importId}/rejected`);
const fetchExport = ask(exportFile.GET, 'GET', ({ exportId }) => `exports/${exportId}/file`);

/** What the routes may write; a refusal leaves it as it is. */
async function written() {
  const { db } = systemCtx();
  return { imports: await db.import.count(), images: await db.image.count(), audit: await db.auditEntry.count() };
}

const each: [string, Call, () => Promise<Sent>, string][] = [
  ['the upload of a picture', uploadPicture, async () => ({ body: new Uint8Array(await png()) }), 'analyst'],
  ['the upload of a table', uploadTable, async () => ({ body: csv }), 'analyst'],
  ['the rejected rows', fetchRejected, async () => ({}), 'analyst'],
  ['an export’s file', fetchExport, async () => ({}), 'editor'],
];

describe.each(each)('%s', (_, call, sent, poorRole) => {
  const refusals: [string, string | undefined, number, string][] = [
    ['nobody', undefined, 401, 'not-signed-in'],
    ['a forged cookie', 'forged', 401, 'not-signed-in'],
    ['a session that was ended', 'ended', 401, 'not-signed-in'],
    ['a session of the console', 'console', 401, 'not-signed-in'],
    ['who must change the password first', 'renewing', 403, 'forbidden'],
    ['who is no member of the workspace', 'stranger', 404, 'not-found'],
    ['a role without the permission', poorRole, 403, 'forbidden'],
  ];
  it.each(refusals)('is refused to %s', async (_who, holder, status, kind) => {
    const before = await written();
    const answer = await call({ workspace: ours }, holder && held[holder], await sent());
    expect(answer.status).toBe(status);
    expect(await answer.json()).toMatchObject({ kind, message: expect.stringMatching(/\p{L}+ .*\.$/u) });
    expect(await written()).toEqual(before);
  });

  it('is refused to the owner of another workspace', async () => {
    const before = await written();
    const answer = await call({ workspace: theirs }, held.owner, await sent());
    expect([answer.status, (await answer.json()).kind]).toEqual([404, 'not-found']);
    expect(await written()).toEqual(before);
  });

  it('is refused where the newsletter has ended', async () => {
    const running = { feature: 'newsletter' as const };
    await ours.db.entitlement.updateMany({ where: running, data: { until: new Date(1) } });
    const answer = await call({ workspace: ours }, held.owner, await sent());
    await ours.db.entitlement.updateMany({ where: running, data: { until: null } });
    expect([answer.status, (await answer.json()).kind]).toEqual([403, 'not-entitled']);
  });
});

it.each<[string, Call]>([
  ['rejected rows', fetchRejected],
  ['an export’s file', fetchExport],
])('%s of another workspace: not found in one’s own', async (_, call) => {
  expect((await call({ workspace: ours, filesOf: theirs }, held.owner)).status).toBe(404);
});

it('a refusal is worded in the language that the browser chose', async () => {
  const say = async (language: string) =>
    (await (await uploadTable({ workspace: ours }, `postino-language=${language}`, { body: csv })).json()).message;
  expect(await say('it')).toContain('sessione');
  expect(await say('en')).toContain('session has ended');
});

describe('an upload by who may', () => {
  it('of a table is kept as an import under its own name, and answers its id', async () => {
    const headers = { 'x-file-name': encodeURIComponent('soci d’onore.csv') };
    const answer = await uploadTable({ workspace: ours }, held.editor, { headers, body: csv });
    expect(answer.status).toBe(201);
    const { id } = await answer.json();
    const row = await ours.db.import.findFirstOrThrow({ where: { id } });
    expect(row).toMatchObject({ state: 'uploaded', fileName: 'soci d’onore.csv', fileBytes: BigInt(csv.length) });
    expect(row.createdBy).not.toBeNull();
    expect(Buffer.from(await blobs().bytes(row.blobKey)).toString()).toBe(csv);
  });

  it('of a table without a name, or with half of one, is kept all the same', async () => {
    for (const headers of [{}, { 'x-file-name': '%E2%8' }]) {
      const { id } = await (await uploadTable({ workspace: ours }, held.owner, { headers, body: csv })).json();
      expect(await ours.db.import.findFirst({ where: { id } })).toMatchObject({ fileName: 'import.csv' });
    }
  });

  it('of a picture answers its row', async () => {
    const answer = await uploadPicture({ workspace: ours }, held.editor, { body: new Uint8Array(await png()) });
    expect(answer.status).toBe(200);
    const image = await answer.json();
    expect(image).toMatchObject({ contentType: 'image/png', width: 20, height: 10, name: 'foto grande.png' });
    expect(await ours.db.image.findFirst({ where: { hash: image.hash } })).toMatchObject({ id: image.id });
    expect(await theirs.db.image.count()).toBe(0);
  });

  const wrong: [string, Call, Sent, string][] = [
    ['a picture for a table', uploadTable, { body: Buffer.from('\x89PNG\r\n\x1a\n', 'latin1') }, 'not-text'],
    ['a table of nothing', uploadTable, {}, 'empty-file'],
    ['a page for a picture', uploadPicture, { body: '<html><script>alert(1)</script>' }, 'not-an-image'],
    ['a drawing that may hold scripts', uploadPicture, { body: svg }, 'format'],
    ['a picture of nothing', uploadPicture, {}, 'not-an-image'],
  ];
  it.each(wrong)('of %s is refused with its reason', async (_, call, sent, reason) => {
    const before = await written();
    const answer = await call({ workspace: ours }, held.owner, sent);
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ kind: 'invalid-input', reason });
    expect(await written()).toEqual(before);
  });

  const megabyte = 1_048_576;
  it.each<[string, Call, number]>([
    ['a picture', uploadPicture, megabyte],
    ['a table', uploadTable, 513 * megabyte],
  ])('of %s that is too large is refused before its end is read', async (_, call, chunkBytes) => {
    const before = await written();
    // Zeros that nobody reads take no memory.
    const chunk = new Uint8Array(chunkBytes);
    let given = 0;
    const body = new ReadableStream({
      pull(controller) {
        given++;
        if (given > 40) controller.close();
        else controller.enqueue(chunk);
      },
    });
    const answer = await call({ workspace: ours }, held.owner, { body });
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ kind: 'invalid-input', reason: 'too-large' });
    expect(given).toBeLessThan(20);
    expect(await written()).toEqual(before);
  });
});

describe('a download by who may', () => {
  const kept = { 'cache-control': 'private, no-store', 'x-content-type-options': 'nosniff' };

  it('of the rejected rows is a file to keep, in the reader’s words, with formulas disarmed', async () => {
    const answer = await fetchRejected({ workspace: ours }, held.editor);
    expect(answer.status).toBe(200);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      ...kept,
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="soci_d_onore-scartate.csv"; filename*=UTF-8''soci%20d%E2%80%99onore-scartate.csv`,
      'content-security-policy': "sandbox; default-src 'none'",
    });
    expect(await answer.text()).toBe("Riga;Motivo;email;nome\r\n3;manca la chiocciola;rotto;'=1+1\r\n");
  });

  it('of an export is its file, and is written down', async () => {
    const answer = await fetchExport({ workspace: ours }, held.owner);
    expect(answer.status).toBe(200);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      ...kept,
      'content-disposition': `attachment; filename="contatti-2026-11-20.csv"; filename*=UTF-8''contatti-2026-11-20.csv`,
    });
    expect(await answer.text()).toBe('email\r\nanna@posta.example\r\n');
    const action = 'contacts.download-export';
    expect(await ours.db.auditEntry.findMany({ where: { action } })).toMatchObject([{ address: '' }]);
  });

  it('whose file is gone is not found', async () => {
    const { exportId } = files.get(ours) ?? {};
    await blobs().delete(`${ours.workspace.id}/exports/${exportId}.csv`);
    const answer = await fetchExport({ workspace: ours }, held.owner);
    expect([answer.status, (await answer.json()).kind]).toEqual([404, 'not-found']);
  });
});
