import { beforeAll, describe, expect, it } from 'vitest';
import type { TenantCtx } from '#server/lib/context.ts';
import { uuid7 } from '#server/lib/uuid.ts';
import { useDatabase } from '#tests/database.ts';
import { query } from '#tests/deliveries/frozen-campaign.ts';
import { makeWorkspace } from '#tests/factories.ts';
import { createContact } from './create-contact.ts';
import { listContacts } from './list-contacts.sql.ts';
import type { ContactActivity } from './schemas.ts';
import { countSelection } from './selection.sql.ts';
import { defaultTopic } from './topics.ts';

useDatabase();
const DAY = 86_400_000;
let ctx: TenantCtx;
const ids: Record<string, string> = {};

async function campaign(at: Date): Promise<string> {
  const id = uuid7(at.getTime());
  const { id: topicId } = await defaultTopic(ctx);
  await ctx.db.campaign.create({
    data: {
      ...{ workspaceId: ctx.workspace.id, id, name: 'Notizie', topicId, document: {} },
      ...{ state: 'finished', stateAt: at, startedAt: at },
    },
  });
  for (const [name, contactId] of Object.entries(ids)) {
    const level = name === 'silvio' ? 'aggregate' : 'individual';
    await query(`INSERT INTO deliveries VALUES ($1, $2, $3, $4, $5, $6, $6)`, [
      ...[id, contactId, ctx.workspace.id, at, name === 'rino' ? 'bounced' : 'accepted', level],
    ]);
  }
  return id;
}

async function happened(campaignId: string, name: string, kind: 'open' | 'click', at: Date, verdict = 'likely-human') {
  await query(
    `INSERT INTO events (id, "workspaceId", "campaignId", "contactId", at, kind, class, reason) VALUES ($1, $2, $3, $4, $5, $6, $7, '')`,
    [uuid7(at.getTime()), ctx.workspace.id, campaignId, ids[name], at, kind, verdict],
  );
}

async function found(what: ContactActivity['what'], days: number): Promise<string[]> {
  const selection = { activity: { what, days } };
  const { rows } = await listContacts(ctx, { ...selection, sort: 'address', direction: 'asc' });
  expect(await countSelection(ctx, selection)).toBe(rows.length);
  return rows.map((row) => row.address.split('@')[0] ?? '');
}

beforeAll(async () => {
  ctx = await makeWorkspace();
  await ctx.db.workspace.update({ where: { id: ctx.workspace.id }, data: { trackOpens: 'aggregate' } });
  for (const name of ['aldo', 'bice', 'celio', 'dora', 'elsa', 'revoca', 'rino', 'silvio']) {
    ids[name] = (await createContact(ctx, { address: `${name}@posta.example` })).id;
    const level = name === 'silvio' ? null : name === 'revoca' ? 'aggregate' : 'individual';
    await ctx.db.contact.updateMany({
      where: { id: ids[name] ?? '' },
      data: { trackOpens: level, trackClicks: level },
    });
  }
  const now = ctx.now().getTime();
  const old = await campaign(new Date(now - 60 * DAY));
  const last = await campaign(new Date(now - 5 * DAY));
  ids.nuova = (await createContact(ctx, { address: 'nuova@posta.example' })).id;
  await ctx.db.contact.updateMany({ where: { id: ids.nuova }, data: { trackOpens: 'individual' } });
  await happened(last, 'aldo', 'open', new Date(now - 4 * DAY));
  await happened(last, 'aldo', 'click', new Date(now - 4 * DAY));
  await happened(old, 'bice', 'open', new Date(now - 59 * DAY));
  await happened(old, 'celio', 'open', new Date(now - 2 * DAY));
  await happened(last, 'dora', 'open', new Date(now - 4 * DAY), 'machine');
  await happened(last, 'elsa', 'open', new Date(now - 4 * DAY), 'unknowable');
  await happened(last, 'revoca', 'open', new Date(now - 4 * DAY));
});

describe('what contacts did with their mail', () => {
  it('finds who opened or clicked in the days that are asked, of whatever campaign, and not what machines did', async () => {
    expect(await found('opened', 30)).toEqual(['aldo', 'celio']);
    expect(await found('opened', 90)).toEqual(['aldo', 'bice', 'celio']);
    expect(await found('opened', 1)).toEqual([]);
    expect(await found('clicked', 30)).toEqual(['aldo']);
  });

  it('finds who received and did not open: none that got nothing, and none whose mailbox hides it', async () => {
    expect(await found('not-opened', 30)).toEqual(['bice', 'dora']);
    expect(await found('not-opened', 1)).toEqual([]);
  });

  it('says nothing of those who are not, or no longer, followed one by one', async () => {
    const everyone = [...(await found('opened', 365)), ...(await found('not-opened', 365))];
    expect(everyone.filter((name) => name === 'silvio' || name === 'revoca')).toEqual([]);
  });

  it('follows the workspace’s default where a contact made no choice', async () => {
    await ctx.db.workspace.update({ where: { id: ctx.workspace.id }, data: { trackOpens: 'individual' } });
    expect(await found('not-opened', 30)).toEqual(['bice', 'dora']);
    await query(`UPDATE deliveries SET "trackOpens" = 'individual' WHERE "contactId" = $1`, [ids.silvio]);
    expect(await found('not-opened', 30)).toEqual(['bice', 'dora', 'silvio']);
  });

  it('is of one workspace', async () => {
    const stranger = await makeWorkspace();
    expect(await countSelection(stranger, { activity: { what: 'opened', days: 365 } })).toBe(0);
  });
});
