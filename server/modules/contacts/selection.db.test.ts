import { beforeAll, describe, expect, it } from 'vitest';
import type { TenantCtx } from '#server/lib/context.ts';
import { putIntoGroup } from '#tests/contacts/put-into-group.ts';
import { useDatabase } from '#tests/database.ts';
import { makeWorkspace } from '#tests/factories.ts';
import { createAttribute } from './attributes.ts';
import { createContact } from './create-contact.ts';
import { createGroup } from './groups.ts';
import { listContacts } from './list-contacts.sql.ts';
import type { ContactSelection } from './schemas.ts';
import { countSelection } from './selection.sql.ts';
import { unsubscribe } from './set-subscription.ts';
import { setTracking } from './set-tracking.ts';
import { defaultTopic } from './topics.ts';

useDatabase();
let ctx: TenantCtx;
const groups = { soci: '', torino: '', stampa: '' };

/** Whom a selection finds, by the part before the at sign. */
async function found(selection: ContactSelection): Promise<string[]> {
  const { rows } = await listContacts(ctx, { ...selection, sort: 'address', direction: 'asc' });
  expect(await countSelection(ctx, selection)).toBe(rows.length);
  return rows.map((row) => row.address.split('@')[0] ?? '');
}

beforeAll(async () => {
  ctx = await makeWorkspace();
  const topicId = (await defaultTopic(ctx)).id;
  for (const [label, type, choices] of [
    ['Città', 'text', []],
    ['Anni', 'number', []],
    ['Tessera', 'date', []],
    ['Socio', 'boolean', []],
    ['Taglia', 'choice', ['S', 'M', 'L']],
  ] as const) {
    await createAttribute(ctx, { label, type, choices: [...choices] });
  }
  groups.soci = (await createGroup(ctx, { name: 'Soci' })).id;
  groups.torino = (await createGroup(ctx, { name: 'Torino', parentId: groups.soci })).id;
  groups.stampa = (await createGroup(ctx, { name: 'Stampa' })).id;
  const consent = { text: 'Firmato in sede' };
  const make = async (name: string, attributes: Record<string, string>, more: object = {}) =>
    (await createContact(ctx, { address: `${name}@posta.example`, attributes, ...more })).id;
  const anna = await make(
    'anna',
    { citta: 'Torino', anni: '41', tessera: '2026-03-01', socio: 'sì', taglia: 'S' },
    { consent, language: 'it' },
  );
  const bruno = await make('bruno', { citta: 'Bari 100%', anni: '9', taglia: 'M' }, { consent, language: 'en' });
  const carla = await make('carla', { citta: 'Torre del Greco', tessera: '2026-07-01', socio: 'no', taglia: 'L' });
  await make('dario', {});
  await putIntoGroup(ctx, groups.torino, [anna]);
  await putIntoGroup(ctx, groups.stampa, [anna, bruno]);
  await putIntoGroup(ctx, groups.soci, [carla]);
  await unsubscribe(ctx, { contactId: bruno, topicId, via: 'link' });
  await setTracking(ctx, { contactId: anna, opens: 'individual', clicks: null, evidence: 'Ha detto sì' });
});

describe('a selection', () => {
  it('asks for groups with those below them: any, all, none, or no group at all', async () => {
    const { soci, stampa } = groups;
    expect(await found({ groups: { match: 'any', ids: [soci, stampa] } })).toEqual(['anna', 'bruno', 'carla']);
    expect(await found({ groups: { match: 'all', ids: [soci, stampa] } })).toEqual(['anna']);
    expect(await found({ groups: { match: 'none', ids: [soci] } })).toEqual(['bruno', 'dario']);
    expect(await found({ groups: { match: 'without', ids: [] } })).toEqual(['dario']);
    expect(await found({ groupId: soci })).toEqual(['anna', 'carla']);
  });

  it.each([
    ['citta', 'is', ['Torino'], ['anna']],
    ['citta', 'is', ['Torino', 'Bari 100%'], ['anna', 'bruno']],
    ['citta', 'is-not', ['Torino'], ['bruno', 'carla', 'dario']],
    ['citta', 'contains', ['0%'], ['bruno']],
    ['citta', 'starts', ['tor'], ['anna', 'carla']],
    ['citta', 'empty', [], ['dario']],
    ['anni', 'is', ['41'], ['anna']],
    ['anni', 'at-least', ['10'], ['anna']],
    ['anni', 'at-most', ['10,5'], ['bruno']],
    ['tessera', 'at-least', ['01/06/2026'], ['carla']],
    ['tessera', 'at-most', ['2026-03-01'], ['anna']],
    ['tessera', 'filled', [], ['anna', 'carla']],
    ['socio', 'is', ['no'], ['carla']],
    ['taglia', 'is', ['s', 'L'], ['anna', 'carla']],
  ] as const)('knows %s %s %j', async (key, op, values, whom) => {
    expect(await found({ attributes: [{ key, op, values: [...values] }] })).toEqual(whom);
  });

  it('matches nobody where a condition makes no sense: acting on everybody by mistake would be worse', async () => {
    expect(await found({ attributes: [{ key: 'sparito', op: 'is', values: ['x'] }] })).toEqual([]);
    expect(await found({ attributes: [{ key: 'anni', op: 'contains', values: ['4'] }] })).toEqual([]);
    expect(await found({ attributes: [{ key: 'anni', op: 'at-least', values: ['molti'] }] })).toEqual([]);
    expect(await found({ attributes: [{ key: 'citta', op: 'is', values: [] }] })).toEqual([]);
  });

  it('asks for language, tracking, subscription and where the consent comes from', async () => {
    expect(await found({ languages: ['it', 'none'] })).toEqual(['anna', 'carla', 'dario']);
    expect(await found({ languages: ['en'] })).toEqual(['bruno']);
    expect(await found({ tracking: 'individual' })).toEqual(['anna']);
    expect(await found({ tracking: 'default' })).toEqual(['bruno', 'carla', 'dario']);
    expect(await found({ subscription: 'never' })).toEqual(['carla', 'dario']);
    expect(await found({ subscription: 'unsubscribed' })).toEqual(['bruno']);
    expect(await found({ source: 'manual' })).toEqual(['anna', 'bruno']);
    expect(await found({ source: 'import' })).toEqual([]);
  });

  it('takes days in the workspace’s zone, both included', async () => {
    await ctx.db.contact.updateMany({ data: { createdAt: new Date('2026-05-10T22:30:00Z') } });
    expect(await found({ addedFrom: '2026-05-11', addedTo: '2026-05-11' })).toHaveLength(4);
    expect(await found({ addedTo: '2026-05-10' })).toEqual([]);
    expect(await found({ addedFrom: '2026-05-12' })).toEqual([]);
  });

  it('holds everything at once', async () => {
    expect(
      await found({
        q: 'posta',
        status: 'active',
        groups: { match: 'any', ids: [groups.soci] },
        attributes: [{ key: 'taglia', op: 'is', values: ['S'] }],
        languages: ['it'],
      }),
    ).toEqual(['anna']);
  });
});
