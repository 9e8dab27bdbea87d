import { PassThrough, Readable } from 'node:stream';
import { buffer, text } from 'node:stream/consumers';
import ExcelJS from 'exceljs';
import { beforeEach, describe, expect, it } from 'vitest';
import { hotPool } from '#server/db/sql.ts';
import type { TenantCtx } from '#server/lib/context.ts';
import { uuid7 } from '#server/lib/uuid.ts';
import { putIntoGroup } from '#tests/contacts/put-into-group.ts';
import { useDatabase } from '#tests/database.ts';
import { makeWorkspace } from '#tests/factories.ts';
import { publishedForm } from '#tests/forms.ts';
import { createAttribute } from './attributes.ts';
import { startImportHere } from './change-import.ts';
import { createContact } from './create-contact.ts';
import { eraseContact } from './erase-contact.ts';
import { exportContacts } from './export-contacts.ts';
import { groupByPath } from './groups.ts';
import { getImport, sweepContactFiles } from './read-import.ts';
import { receiveImport } from './receive-import.ts';
import { runImport } from './run-import.ts';
import type { ConflictChoice, ExportFormat, ExportOptions, ImportKind } from './schemas.ts';
import { unsubscribe } from './set-subscription.ts';
import { answerSuppression, suppressionState } from './suppression-list.ts';
import { defaultTopic } from './topics.ts';
import { runImportUndo, undoImport } from './undo-import.ts';
import { updateContact } from './update-contact.ts';

useDatabase();
let ctx: TenantCtx;
beforeEach(async () => {
  ctx = await makeWorkspace();
});

type Options = { groupId?: string | null; conflict?: ConflictChoice; dryRun?: boolean };

async function bring(contents: string | Buffer, options: Options & { kind?: ImportKind } = {}) {
  const { kind = 'contacts', ...rest } = options;
  const file = { fileName: 'soci.csv', contents: Readable.from([Buffer.from(contents)]), kind };
  const { id } = await receiveImport(ctx, file);
  await startImportHere(ctx, { id, evidence: 'Iscritti alla fiera', ...rest });
  return { id, counts: await runImport(ctx, id) };
}

async function takeBack(id: string) {
  await undoImport(ctx, { id });
  await runImportUndo(ctx, id);
  return (await getImport(ctx, { id })).undo;
}

/** Who is there, with all that an import could touch: `address name|surname {attributes} groups subscriptions`. */
async function people(): Promise<string[]> {
  const rows = await ctx.db.contact.findMany({
    orderBy: { addressKey: 'asc' },
    include: { groups: true, subscriptions: true },
  });
  return rows.map(
    (row) =>
      `${row.address} ${row.firstName}|${row.lastName} ${JSON.stringify(row.attributes)} ${row.groups.length} ${row.subscriptions.map((one) => one.state).join()}`,
  );
}

describe('an import of contacts that are there', () => {
  const file = 'email,nome,cognome,citta\nanna@x.it,Annarita,Rossi,Bari\n';
  const had = { address: 'anna@x.it', firstName: 'Anna', attributes: { citta: 'Torino' } };
  it.each<[ConflictChoice, string, object]>([
    ['keep', 'anna@x.it Anna| {"citta":"Torino"} 0 subscribed', { updated: 0, unchanged: 1 }],
    ['fill', 'anna@x.it Anna|Rossi {"citta":"Torino"} 0 subscribed', { updated: 1 }],
    ['overwrite', 'anna@x.it Annarita|Rossi {"citta":"Bari"} 0 subscribed', { updated: 1 }],
  ])('does as was chosen, and its undo makes them what they were: %s', async (conflict, after, counts) => {
    await createAttribute(ctx, { label: 'citta', type: 'text' });
    await createContact(ctx, had);
    const before = await people();
    const { id, counts: counted } = await bring(file, { conflict });
    expect(counted).toMatchObject(counts);
    expect(await people()).toEqual([after]);
    expect(await takeBack(id)).toMatchObject({ state: 'done', undone: 1, kept: 0 });
    expect(await people()).toEqual(before);
    expect(await ctx.db.contactBefore.count()).toBe(0);
  });

  it.each<ConflictChoice>(['keep', 'fill', 'overwrite'])(
    'never subscribes again who unsubscribed, neither by itself nor by its undo: %s',
    async (conflict) => {
      const topicId = (await defaultTopic(ctx)).id;
      const gone = await createContact(ctx, { address: 'gone@x.it', consent: { text: 'modulo' } });
      await unsubscribe(ctx, { contactId: gone.id, topicId, via: 'link' });
      const joined = await createContact(ctx, { address: 'joined@x.it' });
      const { id } = await bring('email,nome\ngone@x.it,Gina\njoined@x.it,Gioia\nnew@x.it,Nina\n', { conflict });
      const later = await ctx.db.contact.findFirst({ where: { addressKey: 'new@x.it' } });
      await unsubscribe(ctx, { contactId: joined.id, topicId, via: 'link' });
      await unsubscribe(ctx, { contactId: later?.id ?? '', topicId, via: 'link' });
      await takeBack(id);
      const states = await ctx.db.subscription.findMany({ select: { state: true } });
      expect(states.map(({ state }) => state)).toEqual(['unsubscribed', 'unsubscribed', 'unsubscribed']);
    },
  );
});

describe('the undo of an import', () => {
  it('removes whom it added, but those to whom something happened since, and says how many', async () => {
    const groupId = await groupByPath(ctx, 'Fiera', { create: true });
    const other = (await groupByPath(ctx, 'Soci', { create: true })) ?? '';
    const names = ['plain', 'edited', 'grouped', 'left', 'written', 'signed', 'seen', 'erased'];
    const { id } = await bring(`email\n${names.map((name) => `${name}@x.it`).join('\n')}\n`, { groupId });
    const rows = await ctx.db.contact.findMany({ select: { id: true, addressKey: true } });
    const idOf = (name: string) => rows.find((row) => row.addressKey === `${name}@x.it`)?.id ?? '';
    await updateContact(ctx, { id: idOf('edited'), firstName: 'Edda' });
    await putIntoGroup(ctx, other, [idOf('grouped')]);
    await unsubscribe(ctx, { contactId: idOf('left'), topicId: (await defaultTopic(ctx)).id, via: 'link' });
    await hotPool().query(
      `INSERT INTO deliveries ("campaignId", "contactId", "workspaceId", "stateAt", state, "trackOpens", "trackClicks")
      VALUES ($1, $2, $3, now(), 'accepted', 'off', 'off')`,
      [uuid7(), idOf('written'), ctx.workspace.id],
    );
    const form = await publishedForm(ctx);
    await ctx.db.signUp.create({
      data: {
        ...{ workspaceId: ctx.workspace.id, formId: form.id, formRevision: form.revision, contactId: idOf('signed') },
        ...{ state: 'confirmed', address: 'signed@x.it', addressKey: 'signed@x.it', values: {}, consents: [] },
        ...{ language: 'it', at: ctx.now(), expiresAt: ctx.now(), site: '', fromAddress: '', agent: '' },
      },
    });
    await eraseContact(ctx, { id: idOf('erased') });
    await bring('email,nome\nseen@x.it,Sara\n');
    expect(await takeBack(id)).toMatchObject({ undone: 1, kept: 6 });
    const left = (await people()).map((line) => line.split('@')[0]);
    expect(left).toEqual(['edited', 'grouped', 'left', 'seen', 'signed', 'written']);
  });

  it('leaves what others wrote since, value by value, and takes out of the group again', async () => {
    await createAttribute(ctx, { label: 'citta', type: 'text' });
    const groupId = await groupByPath(ctx, 'Fiera', { create: true });
    const { id: anna } = await createContact(ctx, {
      address: 'a@x.it',
      firstName: 'Anna',
      attributes: { citta: 'Torino' },
    });
    const { id } = await bring('email,nome,cognome,citta,tessera\na@x.it,Annarita,Rossi,Bari,7\n', { groupId });
    await updateContact(ctx, { id: anna, lastName: 'Verdi', attributes: { citta: 'Roma' } });
    expect(await takeBack(id)).toMatchObject({ undone: 1, kept: 0 });
    expect(await people()).toEqual(['a@x.it Anna|Verdi {"citta":"Roma"} 0 ']);
    expect(await ctx.db.contactChange.count({ where: { kind: 'restored' } })).toBe(1);
  });

  it('comes to the same when it is run twice, asked for twice, or begun again', async () => {
    const { id } = await bring('email\na@x.it\nb@x.it\n');
    const [first, second] = await Promise.allSettled([undoImport(ctx, { id }), undoImport(ctx, { id })]);
    expect([first.status, second.status].sort()).toEqual(['fulfilled', 'rejected']);
    await runImportUndo(ctx, id);
    await ctx.db.import.updateMany({ where: { id }, data: { undoneAt: null } });
    await runImportUndo(ctx, id);
    expect((await getImport(ctx, { id })).undo).toMatchObject({ state: 'done', undone: 2, kept: 0 });
    expect(await people()).toEqual([]);
  });

  it('is not there for a trial, for a list of exclusions, or once its files are swept', async () => {
    const trial = await bring('email\na@x.it\n', { dryRun: true });
    const list = await bring('email\nb@x.it\n', { kind: 'suppression' });
    await createContact(ctx, { address: 'c@x.it', firstName: 'C' });
    const old = await bring('email,nome\nc@x.it,Carla\n');
    expect(await ctx.db.contactBefore.count()).toBe(1);
    const later = { ...ctx, now: () => new Date(Date.now() + 31 * 86_400_000) };
    for (const [one, at] of [
      [trial, ctx],
      [list, ctx],
      [old, later],
    ] as const) {
      await expect(undoImport(at, { id: one.id })).rejects.toMatchObject({ data: { reason: 'undo-over' } });
    }
    await sweepContactFiles(later, 30);
    expect(await ctx.db.contactBefore.count()).toBe(0);
  });
});

describe('a suppression list', () => {
  it('blocks addresses whether or not they are contacts, with reason and day, and lifts nothing', async () => {
    await createContact(ctx, { address: 'anna@x.it', consent: { text: 'modulo' } });
    const at = new Date('2025-01-01T00:00:00Z');
    await ctx.db.addressState.create({
      data: { workspaceId: ctx.workspace.id, addressKey: 'carla@x.it', blockedAt: at, blockedReason: 'a mano' },
    });
    const file =
      'Email,Motivo,Data\nANNA@x.it,hard bounce,2024-05-17 10:00\nbruno@x.it,,2999-01-01\ncarla@x.it,altro,\nrotto,,\nanna@x.it,,\n';
    expect((await bring(file, { kind: 'suppression', dryRun: true })).counts).toMatchObject({
      created: 2,
      unchanged: 1,
    });
    expect(await ctx.db.addressState.count()).toBe(1);
    const { id, counts } = await bring(file, { kind: 'suppression' });
    expect(counts).toEqual({
      rows: 5,
      created: 2,
      updated: 0,
      unchanged: 1,
      rejected: 2,
      reasons: { 'missing-at': 1, 'duplicate-in-file': 1 },
    });
    const states = await ctx.db.addressState.findMany({ orderBy: { addressKey: 'asc' } });
    expect(states.map((one) => [one.addressKey, one.blockedReason])).toEqual([
      ['anna@x.it', 'suppression-list: hard bounce'],
      ['bruno@x.it', 'suppression-list'],
      ['carla@x.it', 'a mano'],
    ]);
    expect(states[0]?.blockedAt?.toISOString().slice(0, 10)).toBe('2024-05-17');
    expect(states[1]?.blockedAt?.getTime()).toBeLessThanOrEqual(Date.now());
    expect(await ctx.db.contact.count()).toBe(1);
    expect(await ctx.db.contactChange.count({ where: { kind: 'blocked' } })).toBe(1);
    // Killed after its last batch, it counts as its own what it has done.
    await ctx.db.import.updateMany({ where: { id }, data: { state: 'running', finishedAt: null } });
    expect(await runImport(ctx, id)).toEqual(counts);
  });

  it('keeps a later import from subscribing anybody on it', async () => {
    await bring('email\nbruno@x.it\n', { kind: 'suppression' });
    await bring('email\nbruno@x.it\nanna@x.it\n');
    expect(await people()).toEqual(['anna@x.it | {} 0 subscribed', 'bruno@x.it | {} 0 ']);
  });

  it('is asked for until it came, or somebody said that there is none', async () => {
    expect(await suppressionState(ctx)).toMatchObject({ settled: false, blocked: 0 });
    await answerSuppression(ctx, { answer: 'none' });
    expect(await suppressionState(ctx)).toMatchObject({ settled: true, list: null });
    await bring('email\nbruno@x.it\n', { kind: 'suppression' });
    expect(await suppressionState(ctx)).toMatchObject({ settled: true, list: { fileName: 'soci.csv' }, blocked: 1 });
  });
});

describe('an export', () => {
  async function exported(format: ExportFormat, options: Partial<ExportOptions> = {}): Promise<Buffer> {
    const sink = new PassThrough();
    const [file] = await Promise.all([buffer(sink), exportContacts(ctx, {}, sink, { format, options })]);
    return file;
  }

  it.each<[string, ExportFormat, Partial<ExportOptions>]>([
    ['commas', 'csv', { delimiter: ',' }],
    ['semicolons', 'csv', { delimiter: ';', mark: true }],
    [
      'a workbook',
      'xlsx',
      { columns: ['address', 'attributes', 'subscriptions', 'proofs', 'tracking', 'changed', 'first-name'] },
    ],
  ])('is read back without changing anybody: %s', async (_, format, options) => {
    for (const [label, type] of [
      ['Quota', 'number'],
      ['Nato', 'date'],
      ['Socio', 'boolean'],
      ['Note', 'text'],
    ] as const) {
      await createAttribute(ctx, { label, type });
    }
    const consent = { text: 'modulo' };
    const attributes = { quota: 1.234, nato: '1980-05-17', socio: true, note: '=1+1; "x"\nriga' };
    await createContact(ctx, { address: 'a@x.it', firstName: '+Anna', attributes, consent });
    await createContact(ctx, { address: 'b@x.it', attributes: { quota: -5, socio: false, note: "'apostrofo" } });
    const before = await people();
    const { counts } = await bring(await exported(format, options));
    expect(counts).toMatchObject({ rows: 2, unchanged: 2, created: 0, updated: 0, rejected: 0 });
    const apart = (lines: string[]) => lines.map((line) => line.replace(/ subscribed$/, ' '));
    expect(apart(await people())).toEqual(apart(before));
  });

  it('tells subscriptions with their days and proofs, and no formula in either format', async () => {
    await createContact(ctx, { address: 'a@x.it', firstName: '=cmd()', consent: { text: 'modulo' } });
    const columns = ['first-name', 'subscriptions', 'proofs'] as const;
    const csv = await text(Readable.from([await exported('csv', { columns: [...columns] })]));
    expect(csv).toMatch(
      /^nome,iscrizioni,prove del consenso\r\n'=cmd\(\),Newsletter: iscritto dal \d{4}-\d\d-\d\d,modulo\r\n$/,
    );
    const book = new ExcelJS.Workbook();
    await book.xlsx.load((await exported('xlsx', { columns: [...columns] })) as never);
    expect(book.worksheets[0]?.getCell('A2').type).toBe(ExcelJS.ValueType.String);
  });
});
