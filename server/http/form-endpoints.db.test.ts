import { gunzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import { createLog } from '#server/lib/log.ts';
import { makeChallenge, type PublicForm } from '#server/modules/forms/index.ts';
import { signedLink } from '#server/modules/notifications/index.ts';
import { systemCtx, useDatabase } from '#tests/database.ts';
import { makeWorkspace } from '#tests/factories.ts';
import { publishedForm } from '#tests/forms.ts';
import { solve } from '#tests/solve-proof.ts';
import { ensureWidget } from '../../scripts/widget.ts';
import { type FormParts, formEndpoints } from './form-endpoints.ts';

useDatabase();

const site = 'https://fiume.example';
const endpoints = formEndpoints(createLog('test'));
let form: PublicForm;
let serial = 0;

beforeAll(async () => {
  await ensureWidget();
  form = await publishedForm(await makeWorkspace(), { sites: [site] });
});

const parts = (segment: string, more: Partial<FormParts> & { origin?: string } = {}): FormParts => ({
  method: 'GET',
  segment,
  query: '',
  headers: { agent: 'Prova/1.0', language: 'it', contentType: '', purpose: '' },
  address: `203.0.113.${++serial}`,
  body: '',
  site: { origin: more.origin ?? '', host: '127.0.0.1:3000', referer: '', noneMatch: '', encoding: '' },
  ...more,
});

function filled(address: string, more: Record<string, string> = {}): string {
  const token = makeChallenge(form.publicId, 4, new Date(Date.now() - 5_000));
  const proof = solve(token.split('.')[2] ?? '', 4);
  return new URLSearchParams({
    address,
    consent: '1',
    revision: String(form.revision),
    token,
    proof,
    ...more,
  }).toString();
}

const send = (body: string, origin = '') => endpoints.form(parts(form.publicId, { method: 'POST', body, origin }));

describe('the hosted page', () => {
  it('may be framed by the allowed sites, runs its own script alone, and works without it', async () => {
    const { status, headers, body } = await endpoints.form(parts(form.publicId));
    expect(status).toBe(200);
    expect(headers['Content-Security-Policy']).toContain(`frame-ancestors ${site}`);
    expect(headers['Content-Security-Policy']).toMatch(/default-src 'none'; script-src 'nonce-[^']+';/);
    expect(body).toContain('<form method="post"');
  });

  it('is not there for a form that nobody published, nor for any other address below it', async () => {
    for (const path of [
      'nosuchform',
      'A',
      '../x',
      `${form.publicId}/other`,
      `${form.publicId}/challenge/x`,
      'confirm/k1.a.b',
    ]) {
      expect((await endpoints.form(parts(path))).status, path).toBe(404);
    }
  });

  it('answers no other verb', async () => {
    expect((await endpoints.form(parts(form.publicId, { method: 'DELETE' }))).status).toBe(405);
  });
});

describe('a sign-up', () => {
  it('is taken from an allowed site, by script or as a page, and reads the same for everybody', async () => {
    const script = await send(filled('uno@posta.example', { via: 'script' }), site);
    expect([script.status, script.body, script.headers['Access-Control-Allow-Origin']]).toEqual([200, '', site]);
    const again = await send(filled('uno@posta.example', { via: 'script' }), site);
    expect([again.status, again.body]).toEqual([200, '']);
    const page = await send(filled('due@posta.example'), site);
    expect(page.status).toBe(200);
    expect(page.body).toContain('Controlla la posta');
  });

  it.each(['https://altro.example', 'null'])(
    'is refused from %s, in a sentence that the page may read',
    async (origin) => {
      const refused = await send(filled('tre@posta.example', { via: 'script' }), origin);
      expect(refused.status).toBe(403);
      expect(refused.body).toMatch(/siti ammessi/);
      expect(refused.headers['Access-Control-Allow-Origin']).toBe(origin);
      expect(await form.tenant.db.signUp.count({ where: { address: 'tre@posta.example' } })).toBe(0);
      expect((await endpoints.form(parts(`${form.publicId}/challenge`, { origin }))).status).toBe(403);
    },
  );

  it('that lacks something comes back with all that was filled in, escaped', async () => {
    const { status, body } = await send(filled('no', { 'first-name': '"><script>x</script>' }));
    expect(status).toBe(422);
    expect(body).toContain('value="&quot;&gt;&lt;script&gt;x&lt;/script&gt;"');
    expect(body).toContain('Questo non sembra un indirizzo');
  });
});

describe('the script', () => {
  it('is kept a minute, packed, and not sent twice to whoever has it', async () => {
    const ask = (noneMatch: string) =>
      endpoints.formScript({
        ...parts(`${form.publicId}.js`),
        site: { origin: '', host: '', referer: '', noneMatch, encoding: 'gzip, br' },
      });
    const first = await ask('');
    expect(first.headers).toMatchObject({
      'Content-Encoding': 'gzip',
      'Content-Type': 'text/javascript; charset=utf-8',
    });
    expect(gunzipSync(first.body).toString()).toContain('postino.start(');
    expect((await ask(first.headers.ETag ?? '')).status).toBe(304);
  });

  it('cannot be ended by what a customer wrote', async () => {
    const evil = await publishedForm(await makeWorkspace(), {
      change: (one) => ({ ...one, texts: { ...one.texts, title: '</script><script>alert(1)//\u2028' } }),
    });
    const { body } = await endpoints.formScript(parts(`${evil.publicId}.js`));
    expect(body).not.toContain('</script>');
    expect(body).not.toContain('\u2028');
  });
});

describe('a mailed link', () => {
  it('confirms by its button alone: whoever opens it, scanners too, changes nothing', async () => {
    await send(filled('sei@posta.example'));
    const row = await form.tenant.db.signUp.findFirstOrThrow({ where: { address: 'sei@posta.example' } });
    const path = `confirm/${signedLink('confirm', row.id).split('/').at(-1)}`;
    const stateNow = async () => (await form.tenant.db.signUp.findFirstOrThrow({ where: { id: row.id } })).state;
    expect((await endpoints.form(parts(path))).status).toBe(200);
    expect((await endpoints.form(parts(path, { method: 'HEAD' }))).status).toBe(200);
    expect(await stateNow()).toBe('pending');
    const pressed = await endpoints.form(parts(path, { method: 'POST' }));
    expect(pressed.body).toContain('Iscrizione confermata');
    expect(pressed.headers['Content-Security-Policy']).toContain("frame-ancestors 'none'");
    expect(await stateNow()).toBe('confirmed');
  });
});

describe('a suspended workspace', () => {
  it('takes nobody, by whatever carrier, and says so; a link mailed before waits for its return', async () => {
    const ctx = await makeWorkspace();
    const held = await publishedForm(ctx, { sites: [site] });
    const to = (body: string, origin = '') => endpoints.form(parts(held.publicId, { method: 'POST', body, origin }));
    const fields = (address: string, more = {}) =>
      new URLSearchParams({ address, consent: '1', revision: String(held.revision), ...more }).toString();
    expect((await to(fields('prima@posta.example'))).status).toBe(200);
    const row = await ctx.db.signUp.findFirstOrThrow();
    const link = `confirm/${signedLink('confirm', row.id).split('/').at(-1)}`;
    const system = systemCtx().db.workspace;
    const stateNow = async () => (await ctx.db.signUp.findFirstOrThrow({ where: { id: row.id } })).state;
    await system.update({ where: { id: ctx.workspace.id }, data: { state: 'suspended' } });

    const said = 'non raccoglie iscrizioni';
    for (const query of ['', 'frame']) {
      const shown = await endpoints.form(parts(held.publicId, { query }));
      expect([shown.status, shown.body]).toEqual([410, expect.stringContaining(said)]);
      expect(shown.body).not.toContain('<form');
    }
    expect((await endpoints.formScript(parts(`${held.publicId}.js`))).body).toContain(said);
    for (const more of [{}, { via: 'script' }]) {
      const answer = await to(fields('dopo@posta.example', more), site);
      expect([answer.status, answer.body]).toEqual([410, expect.stringContaining(said)]);
    }
    expect((await endpoints.form(parts(`${held.publicId}/challenge`, { origin: site }))).body).toContain(said);
    for (const method of ['GET', 'POST']) {
      const answer = await endpoints.form(parts(link, { method }));
      expect([answer.status, answer.body]).toEqual([503, expect.stringContaining('resta valido')]);
    }
    expect([await ctx.db.signUp.count(), await stateNow(), await ctx.db.contact.count()]).toEqual([1, 'pending', 0]);

    await system.update({ where: { id: ctx.workspace.id }, data: { state: 'active' } });
    expect((await endpoints.form(parts(link, { method: 'POST' }))).body).toContain('Iscrizione confermata');
    expect(await stateNow()).toBe('confirmed');
  });
});
