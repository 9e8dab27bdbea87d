import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import iconv from 'iconv-lite';
import { beforeEach, describe, expect, it } from 'vitest';
import { tenantDb } from '#server/db/client.ts';
import type { TenantCtx } from '#server/lib/context.ts';
import { uuid7 } from '#server/lib/uuid.ts';
import { useDatabase } from '#tests/database.ts';
import { makeWorkspace } from '#tests/factories.ts';
import { cancelImport, planImport, startImportHere } from './change-import.ts';
import { createContact } from './create-contact.ts';
import { eraseContact } from './erase-contact.ts';
import { exportContacts } from './export-contacts.ts';
import { groupByPath } from './groups.ts';
import { listContacts } from './list-contacts.sql.ts';
import { markComplained } from './mark-address.ts';
import { getImport, previewImport, rejectedFile } from './read-import.ts';
import { receiveImport } from './receive-import.ts';
import { runImport } from './run-import.ts';
import { unsubscribe } from './set-subscription.ts';
import { defaultTopic } from './topics.ts';

useDatabase();
let ctx: TenantCtx;
beforeEach(async () => {
  ctx = await makeWorkspace();
});

const upload = (contents: string | Buffer) =>
  receiveImport(ctx, { fileName: 'contatti.csv', contents: Readable.from([Buffer.from(contents)]) });

async function importText(contents: string | Buffer, options: { groupId?: string; dryRun?: boolean } = {}) {
  const { id } = await upload(contents);
  await startImportHere(ctx, { id, evidence: 'Iscritti alla fiera', ...options });
  return { id, counts: await runImport(ctx, id) };
}

const addresses = async () => (await listContacts(ctx, { limit: 200, sort: 'address', direction: 'asc' })).rows;

describe('an import', () => {
  it('creates, updates and leaves unchanged, and the four sum to the rows', async () => {
    await createContact(ctx, { address: 'anna@example.com', firstName: 'Anna' });
    await createContact(ctx, { address: 'bruno@example.com', firstName: 'Bruno' });
    const { counts } = await importText(
      'Email,Nome,Città\nanna@example.com,Anna,\nBRUNO@example.com,Bruno,Torino\ncarla@example.com,Carla,Bari\nrotto,x,\nCarla@Example.com,Carla,\n\nuna,riga,di,troppo\n',
    );
    expect(counts).toEqual({
      rows: 6,
      created: 1,
      updated: 1,
      unchanged: 1,
      rejected: 3,
      reasons: { 'missing-at': 1, 'duplicate-in-file': 1, 'wrong-column-count': 1 },
    });
    const rows = await addresses();
    expect(rows.map((row) => [row.address, row.attributes.citta ?? null, row.status])).toEqual([
      ['anna@example.com', null, 'active'],
      ['bruno@example.com', 'Torino', 'active'],
      ['carla@example.com', 'Bari', 'active'],
    ]);
  });

  it('overwrites with given values and never with empty cells', async () => {
    await importText('email,nome,cognome\na@example.com,Anna,Rossi\n');
    const { counts } = await importText('email,nome,cognome\na@example.com,,Bianchi\n');
    expect(counts).toMatchObject({ updated: 1 });
    expect(await addresses()).toMatchObject([{ firstName: 'Anna', lastName: 'Bianchi' }]);
  });

  it('keeps each rejected row with its number and reason, formulas escaped', async () => {
    const { id } = await importText('email,nome\nbuono@example.com,A\n=cmd(),B\nbuono@example.com,C\n');
    const { contents } = await rejectedFile(ctx, { id });
    // Bytes, for reading them as text would drop the mark.
    expect((await buffer(contents)).toString('utf8').split('\r\n')).toEqual([
      '\ufeffRiga;Motivo;email;nome',
      "3;non è un indirizzo;'=cmd();B",
      '4;già presente nello stesso file;buono@example.com;C',
      '',
    ]);
  });

  it('counts on trial what it would do, and writes nothing', async () => {
    const { counts, id } = await importText('email,Tessera\na@example.com,1\nb@example.com,2\nx,3\n', { dryRun: true });
    expect(counts).toMatchObject({ rows: 3, created: 2, rejected: 1 });
    expect(await addresses()).toEqual([]);
    expect(await ctx.db.attribute.count()).toBe(0);
    expect(await ctx.db.evidence.count()).toBe(0);
    await startImportHere(ctx, { id, evidence: 'x' });
    expect(await runImport(ctx, id)).toMatchObject({ created: 2 });
  });

  it('puts contacts into the group and subscribes them on one piece of evidence', async () => {
    const groupId = await groupByPath(ctx, 'Soci/Torino', { create: true });
    await importText('email\na@example.com\nb@example.com\n', { groupId: groupId ?? '' });
    expect(await ctx.db.groupMember.count({ where: { groupId: groupId ?? '' } })).toBe(2);
    expect(await ctx.db.evidence.findMany()).toMatchObject([{ source: 'import', text: 'Iscritti alla fiera' }]);
    const evidence = await ctx.db.subscription.findMany({ select: { evidenceId: true, state: true } });
    expect(new Set(evidence.map((row) => row.evidenceId)).size).toBe(1);
    expect(evidence).toHaveLength(2);
  });

  it('never re-subscribes who unsubscribed, complained, waits to confirm, or was erased after unsubscribing', async () => {
    const topicId = (await defaultTopic(ctx)).id;
    const consent = { text: 'modulo' };
    const gone = await createContact(ctx, { address: 'gone@example.com', consent });
    const angry = await createContact(ctx, { address: 'angry@example.com' });
    const waiting = await createContact(ctx, { address: 'waiting@example.com' });
    const erased = await createContact(ctx, { address: 'erased@example.com', consent });
    await unsubscribe(ctx, { contactId: gone.id, topicId, via: 'one-click' });
    await markComplained(ctx, { contactId: angry.id });
    await ctx.db.subscription.create({
      data: {
        workspaceId: ctx.workspace.id,
        contactId: waiting.id,
        topicId,
        state: 'pending',
        stateAt: ctx.now(),
        basis: 'consent',
      },
    });
    await unsubscribe(ctx, { contactId: erased.id, topicId, via: 'link' });
    await eraseContact(ctx, { id: erased.id });
    await importText('email\ngone@example.com\nangry@example.com\nwaiting@example.com\nerased@example.com\n');
    expect((await addresses()).map((row) => [row.address, row.status])).toEqual([
      ['angry@example.com', 'complained'],
      ['erased@example.com', 'blocked'],
      ['gone@example.com', 'unsubscribed'],
      ['waiting@example.com', 'pending'],
    ]);
    expect(await ctx.db.subscription.count({ where: { contactId: angry.id } })).toBe(0);
  });

  it('leaves tracking consent as it was', async () => {
    await importText('email,trackOpens\na@example.com,individual\n');
    expect(await ctx.db.contact.findFirst()).toMatchObject({ trackOpens: null, trackClicks: null });
  });

  it('refuses to go over the plan’s contacts before anything is written', async () => {
    await ctx.db.entitlement.updateMany({ data: { limits: { contacts: 2 } } });
    await createContact(ctx, { address: 'a@example.com' });
    const { id } = await upload('email\na@example.com\nb@example.com\nc@example.com\n');
    await startImportHere(ctx, { id, evidence: 'x' });
    await expect(runImport(ctx, id)).rejects.toMatchObject({ kind: 'quota-exceeded', data: { limit: 2, added: 2 } });
    expect(await ctx.db.contact.count()).toBe(1);
    expect(await getImport(ctx, { id })).toMatchObject({ state: 'failed', failure: 'quota-exceeded' });
  });

  it('counts the same when it starts over after being cut off at any point', async () => {
    await createContact(ctx, { address: 'b@example.com', firstName: 'B' });
    const file = 'email,nome\na@example.com,A\nb@example.com,Bruno\nc@example.com,C\nrotto,x\n';
    const { id, counts } = await importText(file);
    // What a kill -9 after the last batch leaves behind: everything written, the import still running.
    await ctx.db.import.updateMany({ where: { id }, data: { state: 'running', finishedAt: null } });
    expect(await runImport(ctx, id)).toEqual(counts);
    expect(counts).toMatchObject({ created: 2, updated: 1, unchanged: 0, rejected: 1 });
    expect(await ctx.db.contactChange.count({ where: { kind: 'imported' } })).toBe(1);
    expect(await ctx.db.evidence.count()).toBe(1);
  });

  it('stops where it is cancelled', async () => {
    const { id } = await upload('email\na@example.com\n');
    await startImportHere(ctx, { id, evidence: 'x' });
    await cancelImport(ctx, { id });
    await runImport(ctx, id);
    expect(await getImport(ctx, { id })).toMatchObject({ state: 'cancelled' });
    expect(await ctx.db.contact.count()).toBe(0);
  });

  it('stays in its workspace', async () => {
    const { id } = await upload('email\na@example.com\n');
    const other = await makeWorkspace();
    await expect(getImport(other, { id })).rejects.toMatchObject({ kind: 'not-found' });
    await expect(startImportHere(other, { id, evidence: 'x' })).rejects.toMatchObject({ kind: 'not-found' });
    const foreign = { ...ctx, db: tenantDb(other.workspace.id) };
    await expect(foreign.db.group.findFirst({ where: { id } })).resolves.toBeNull();
    const plan = (await getImport(ctx, { id })).plan;
    const group = uuid7();
    await expect(planImport(ctx, { id, plan: { ...plan, groupId: group } })).rejects.toMatchObject({
      kind: 'not-found',
    });
  });
});

describe('ugly files', () => {
  const rowsOf = async () => (await addresses()).map((row) => `${row.address} ${row.firstName}|${row.lastName}`);
  it.each<[string, string | Buffer, string[]]>([
    ['UTF-8 with a byte order mark', '\ufeffemail,nome\na@x.it,Niccolò\n', ['a@x.it Niccolò|']],
    ['Windows-1252 with semicolons', iconv.encode('Nome;Email\r\nNiccolò;a@x.it\r\n', 'win1252'), ['a@x.it Niccolò|']],
    [
      'UTF-16 with tabs',
      Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('Email\tNome\r\na@x.it\tAnna\r\n', 'utf16le')]),
      ['a@x.it Anna|'],
    ],
    [
      'UTF-16 big-endian without a mark',
      Buffer.from('Email\tNome\r\na@x.it\tAnna\r\n', 'utf16le').swap16(),
      ['a@x.it Anna|'],
    ],
    [
      'quotes, line breaks and delimiters in cells',
      'email,nome,cognome\na@x.it,"Anna, detta ""Nina""","Rossi\nBianchi"\n',
      ['a@x.it Anna, detta "Nina"|Rossi Bianchi'],
    ],
    ['old Macintosh line ends', 'email,nome\ra@x.it,A\rb@x.it,B\r', ['a@x.it A|', 'b@x.it B|']],
    ['no header', 'a@x.it\nb@x.it\n', ['a@x.it |', 'b@x.it |']],
    ['no line end at the end', 'email,nome\na@x.it,A', ['a@x.it A|']],
    ['a tab and a backslash in a cell', 'email,nome\na@x.it,"A\t\\N"\n', ['a@x.it A \\N|']],
  ])('%s give the right rows', async (_, file, expected) => {
    await importText(file);
    expect(await rowsOf()).toEqual(expected);
  });

  it('refuses a row with a NUL and one with a cell of a megabyte, and takes the others', async () => {
    const { counts } = await importText(
      `email,nome\na@x.it,A\nb@x.it,B\0\nc@x.it,${'x'.repeat(1_000_000)}\nd@x.it,D\n`,
    );
    expect(counts).toMatchObject({ created: 2, reasons: { 'nul-byte': 1, 'cell-too-long': 1 } });
  });

  it.each<[string, string | Buffer, string]>([
    ['nothing', '', 'empty-file'],
    ['only blank lines', '\n\n  \n', 'empty-file'],
    ['a broken workbook', Buffer.from('PK\x03\x04xxxxxxxxxxxx', 'latin1'), 'spreadsheet-broken'],
    ['a picture', Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), 'not-text'],
  ])('%s is refused at the upload', async (_, file, reason) => {
    await expect(upload(file)).rejects.toMatchObject({ kind: 'invalid-input', data: { reason } });
    expect(await ctx.db.import.count()).toBe(0);
  });

  it.each<[string, string, object]>([
    ['only a header', 'email,nome\n', { reason: 'only-header' }],
    ['an unclosed quote', 'email,nome\na@x.it,A\nb@x.it,"B\nc@x.it,C\n', { reason: 'unclosed-quote' }],
    ['a quote out of place', 'email,nome\na@x.it,A\nb@x.it,"B"x\n', { reason: 'bad-quote', line: 3 }],
    [
      'a quote that swallows the file',
      `email,nome\na@x.it,"A\n${'riga,x\n'.repeat(900_000)}`,
      { reason: 'record-too-long' },
    ],
  ])('%s fails as a whole with its reason, and nothing is written', async (_, file, data) => {
    const { id } = await upload(file);
    await startImportHere(ctx, { id, evidence: 'x' });
    await expect(runImport(ctx, id)).rejects.toMatchObject({ kind: 'invalid-input', data });
    expect(await ctx.db.contact.count()).toBe(0);
    expect(await getImport(ctx, { id })).toMatchObject({ state: 'failed' });
  });

  it('previews with the dialect that a person corrects', async () => {
    const { id } = await upload('a@x.it;Anna\nb@x.it;Bruno\n');
    expect(await previewImport(ctx, { id })).toMatchObject({
      plan: { delimiter: ';', header: false },
      rows: [
        ['a@x.it', 'Anna'],
        ['b@x.it', 'Bruno'],
      ],
    });
    const dialect = { charset: 'utf-8', delimiter: ',', quote: '"', escape: 'double', header: false } as const;
    expect((await previewImport(ctx, { id, dialect })).plan.columns).toHaveLength(1);
  });
});

it('exports what it imported, and takes its own export back unchanged', async () => {
  await importText(
    'email,nome,cognome,Telefono\na@example.com,=Anna,"Rossi, ""R"""," +39 055"\nb@example.com,Bruno,,\n',
  );
  let csv = '';
  const { Writable } = await import('node:stream');
  const sink = new Writable({
    write(chunk, _, done) {
      csv += chunk;
      done();
    },
  });
  expect(await exportContacts(ctx, {}, sink)).toEqual({ rows: 2 });
  expect(csv).toContain("'=Anna");
  expect(csv).toContain("'+39 055");
  const again = await importText(csv);
  expect(again.counts).toMatchObject({ rows: 2, unchanged: 2, rejected: 0 });
});
