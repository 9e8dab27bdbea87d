import { describe, expect, it } from 'vitest';
import type { TenantCtx } from '#server/lib/context.ts';
import { uuid7 } from '#server/lib/uuid.ts';
import { newBlock, richText } from '#shared/document/new-block.ts';
import type { Block } from '#shared/document/schema.ts';
import { systemCtx, tenantCtx, testClock, useDatabase } from '#tests/database.ts';
import { makeWorkspace } from '#tests/factories.ts';
import { addSendingDomain, verifySendingDomain } from '../domains/index.ts';
import { audienceChoices, countChosen } from './audience-choices.ts';
import * as campaigns from './index.ts';

useDatabase();

const text = { ...newBlock('text', 't', 'it'), text: richText('Ciao') } as Block;

async function makeContact(ctx: TenantCtx, address: string, firstName = '', attributes: Record<string, string> = {}) {
  const [topic] = (await audienceChoices(ctx)).topics;
  const id = uuid7();
  const workspaceId = ctx.workspace.id;
  await ctx.db.contact.create({ data: { workspaceId, id, address, addressKey: address, firstName, attributes } });
  await ctx.db.subscription.create({
    data: {
      workspaceId,
      contactId: id,
      topicId: topic?.id ?? '',
      state: 'subscribed',
      stateAt: ctx.now(),
      basis: 'consent',
    },
  });
  return id;
}

/** A draft that could be sent as it is, to one contact. */
async function readyCampaign(ctx: TenantCtx) {
  const { id: domainId } = await addSendingDomain(ctx, { domain: 'lungofiume.example' });
  await verifySendingDomain(systemCtx(), { workspaceId: ctx.workspace.id, domainId });
  const contactId = await makeContact(ctx, 'anna@posta.example', 'Anna');
  const { id } = await campaigns.createCampaign(ctx, { name: 'Programma', theme: 'empty', language: 'it' });
  const { document } = await campaigns.getCampaign(ctx, id);
  await campaigns.saveCampaign(ctx, { id, revision: 1, subject: 'Novità', document: { ...document, blocks: [text] } });
  return { id, contactId, document: { ...document, blocks: [text] } };
}

describe('a campaign', () => {
  it('begins as an audited draft to the default topic, from the first verified domain', async () => {
    const ctx = await makeWorkspace();
    const { id } = await readyCampaign(ctx);
    const campaign = await campaigns.getCampaign(ctx, id);
    expect(campaign).toMatchObject({ state: 'draft', fromAddress: 'newsletter@lungofiume.example', revision: 2 });
    expect(campaign.steps.map(({ to }) => to)).toEqual(['draft']);
    expect(await ctx.db.auditEntry.count({ where: { action: 'campaigns.create', subjectId: id } })).toBe(1);
  });

  it('keeps what the editor saves once, and tells whoever comes with an older revision', async () => {
    const ctx = await makeWorkspace();
    const { id, document } = await readyCampaign(ctx);
    const audited = await ctx.db.auditEntry.count();
    const saved = await campaigns.saveCampaign(ctx, { id, revision: 2, subject: 'Prima', document });
    expect(saved).toMatchObject({ revision: 3 });
    expect(saved.bytes).toBeGreaterThan(1000);
    await expect(campaigns.saveCampaign(ctx, { id, revision: 2, subject: 'Seconda' })).rejects.toMatchObject({
      kind: 'conflict',
      data: { revision: 3 },
    });
    expect((await campaigns.getCampaign(ctx, id)).subject).toBe('Prima');
    expect(await ctx.db.auditEntry.count()).toBe(audited);
  });

  it('lets only one of two savers at once win', async () => {
    const ctx = await makeWorkspace();
    const { id } = await readyCampaign(ctx);
    const results = await Promise.allSettled(
      ['A', 'B', 'C'].map((subject) => campaigns.saveCampaign(ctx, { id, revision: 2, subject })),
    );
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  it('refuses a document that is none, and cleans lines of control characters', async () => {
    const ctx = await makeWorkspace();
    const { id } = await readyCampaign(ctx);
    await expect(campaigns.saveCampaign(ctx, { id, revision: 2, document: { version: 9 } })).rejects.toMatchObject({
      kind: 'invalid-input',
      data: { reason: 'document', code: 'unknown-version' },
    });
    await campaigns.saveCampaign(ctx, { id, revision: 2, subject: 'a\r\nBcc: x@y.example\u0000' });
    expect((await campaigns.getCampaign(ctx, id)).subject).toBe('a Bcc: x@y.example');
  });

  it('saves a subject that does not parse yet, without a size', async () => {
    const ctx = await makeWorkspace();
    const { id } = await readyCampaign(ctx);
    expect(await campaigns.saveCampaign(ctx, { id, revision: 2, subject: 'Ciao {{ con' })).toMatchObject({
      bytes: null,
    });
  });

  it('is nothing to another workspace', async () => {
    const [mine, other] = [await makeWorkspace(), await makeWorkspace()];
    const { id } = await readyCampaign(mine);
    const [topic] = (await audienceChoices(other)).topics;
    const audience = { topicId: topic?.id ?? '', includeGroupIds: [], excludeGroupIds: [] };
    const gone = { kind: 'not-found' };
    await expect(campaigns.getCampaign(other, id)).rejects.toMatchObject(gone);
    await expect(campaigns.saveCampaign(other, { id, revision: 2, subject: 'x' })).rejects.toMatchObject(gone);
    await expect(campaigns.renameCampaign(other, { id, name: 'x' })).rejects.toMatchObject(gone);
    await expect(campaigns.deleteDraft(other, id)).rejects.toMatchObject(gone);
    await expect(campaigns.setAudience(other, { id, ...audience })).rejects.toMatchObject(gone);
    await expect(campaigns.setAudience(mine, { id, ...audience })).rejects.toMatchObject(gone);
    await expect(countChosen(mine, audience)).rejects.toMatchObject(gone);
    await expect(campaigns.previewCampaign(other, { id })).rejects.toMatchObject(gone);
    await expect(campaigns.scheduleCampaign(other, { id, at: null })).rejects.toMatchObject(gone);
  });

  it('is duplicated with its content, and deleted only as a draft', async () => {
    const ctx = await makeWorkspace();
    const { id } = await readyCampaign(ctx);
    const copy = await campaigns.duplicateCampaign(ctx, { id, name: 'Programma (copia)' });
    expect(await campaigns.getCampaign(ctx, copy.id)).toMatchObject({
      name: 'Programma (copia)',
      subject: 'Novità',
      state: 'draft',
    });
    await campaigns.deleteDraft(ctx, copy.id);
    await expect(campaigns.getCampaign(ctx, copy.id)).rejects.toMatchObject({ kind: 'not-found' });
    await campaigns.scheduleCampaign(ctx, { id, at: null });
    await expect(campaigns.deleteDraft(ctx, id)).rejects.toMatchObject({ kind: 'invalid-state' });
  });
});

describe('the list', () => {
  it('pages by cursor, filters by group of states and counts them', async () => {
    const ctx = await makeWorkspace();
    const { id } = await readyCampaign(ctx);
    for (const name of ['B', 'C', 'D']) await campaigns.createCampaign(ctx, { name, theme: 'event', language: 'it' });
    await campaigns.scheduleCampaign(ctx, { id, at: null });
    const first = await campaigns.listCampaigns(ctx, { limit: 2 });
    const second = await campaigns.listCampaigns(ctx, { limit: 2, cursor: first.next });
    expect([...first.rows, ...second.rows].map(({ name }) => name)).toEqual(['D', 'C', 'B', 'Programma']);
    expect(second.next).toBeNull();
    expect((await campaigns.listCampaigns(ctx, { group: 'scheduled' })).rows.map((row) => row.id)).toEqual([id]);
    expect((await campaigns.listCampaigns(ctx, { search: 'novit' })).rows.map((row) => row.id)).toEqual([id]);
    expect(await campaigns.countCampaigns(ctx)).toMatchObject({ all: 4, draft: 3, scheduled: 1, sending: 0 });
  });
});

describe('the audience', () => {
  it('is counted before it is kept, and audited when it is', async () => {
    const ctx = await makeWorkspace();
    const { id } = await readyCampaign(ctx);
    const { topics } = await audienceChoices(ctx);
    const group = await ctx.db.group.create({ data: { workspaceId: ctx.workspace.id, name: 'Soci' } });
    const audience = { topicId: topics[0]?.id ?? '', includeGroupIds: [group.id], excludeGroupIds: [] };
    expect(await countChosen(ctx, { ...audience, includeGroupIds: [] })).toMatchObject({ total: 1, eligible: 1 });
    expect(await countChosen(ctx, audience)).toMatchObject({ total: 0 });
    await campaigns.setAudience(ctx, { id, ...audience });
    expect((await campaigns.listCampaigns(ctx, {})).rows[0]?.include).toEqual(['Soci']);
    expect(await ctx.db.auditEntry.count({ where: { action: 'campaigns.set-audience' } })).toBe(1);
  });
});

describe('sending', () => {
  it('now moves to scheduled and leaves a job, unless a check forbids it', async () => {
    const ctx = await makeWorkspace();
    const { id } = await readyCampaign(ctx);
    await campaigns.saveCampaign(ctx, { id, revision: 2, fromAddress: 'noi@gmail.com' });
    await expect(campaigns.scheduleCampaign(ctx, { id, at: null })).rejects.toMatchObject({
      kind: 'invalid-state',
      data: { reason: 'preflight', check: 'sender', because: 'freemail' },
    });
    await campaigns.saveCampaign(ctx, { id, revision: 3, fromAddress: 'noi@lungofiume.example' });
    await campaigns.scheduleCampaign(ctx, { id, at: null });
    expect(await campaigns.getCampaign(ctx, id)).toMatchObject({ state: 'scheduled' });
    await expect(campaigns.saveCampaign(ctx, { id, revision: 4, subject: 'Tardi' })).rejects.toMatchObject({
      kind: 'invalid-state',
    });
    await expect(campaigns.scheduleCampaign(ctx, { id, at: null })).rejects.toMatchObject({ kind: 'invalid-state' });
  });

  it('at a time that passed is refused; a plan can be taken back', async () => {
    const clock = testClock();
    const ctx = tenantCtx((await makeWorkspace()).workspace, clock.now);
    const { id } = await readyCampaign(ctx);
    const past = new Date(clock.now().getTime() - 120_000);
    await expect(campaigns.scheduleCampaign(ctx, { id, at: past })).rejects.toMatchObject({
      kind: 'invalid-input',
      data: { reason: 'in-the-past' },
    });
    const at = new Date(clock.now().getTime() + 3_600_000);
    clock.advance(1000);
    await campaigns.scheduleCampaign(ctx, { id, at });
    expect(await campaigns.getCampaign(ctx, id)).toMatchObject({ state: 'scheduled', scheduledAt: at });
    clock.advance(1000);
    await campaigns.unscheduleCampaign(ctx, id);
    const draft = await campaigns.getCampaign(ctx, id);
    expect(draft).toMatchObject({ state: 'draft', scheduledAt: null });
    expect(draft.steps.map(({ to }) => to)).toEqual(['draft', 'scheduled', 'draft']);
  });

  it('fixes body and links once, however often it is asked', async () => {
    const ctx = await makeWorkspace();
    const { id, document } = await readyCampaign(ctx);
    const button = { ...newBlock('button', 'b', 'it'), href: 'https://lungofiume.example/a' } as Block;
    await campaigns.saveCampaign(ctx, { id, revision: 2, document: { ...document, blocks: [text, button] } });
    await campaigns.compileCampaign(ctx, id);
    await campaigns.compileCampaign(ctx, id);
    expect(
      await ctx.db.campaignLink.findMany({ where: { campaignId: id }, select: { index: true, url: true } }),
    ).toEqual([{ index: 0, url: 'https://lungofiume.example/a' }]);
    expect(await ctx.db.campaignBody.count({ where: { campaignId: id } })).toBe(1);
  });
});

describe('the checks', () => {
  it('count the recipients who bring no value, among those who would be sent to', async () => {
    const ctx = await makeWorkspace();
    const { id } = await readyCampaign(ctx);
    await makeContact(ctx, 'b@posta.example', '', { citta: 'Torino' });
    await makeContact(ctx, 'c@posta.example', '');
    await ctx.db.addressState.create({
      data: { workspaceId: ctx.workspace.id, addressKey: 'c@posta.example', blockedAt: ctx.now() },
    });
    const subject = 'Ciao {{ contact.firstName | "amico" }} di {{ contact.attributes.citta }}';
    await campaigns.saveCampaign(ctx, { id, revision: 2, subject });
    const { checks, audience } = await campaigns.preflight(ctx, id);
    expect(audience).toMatchObject({ total: 3, eligible: 2, reasons: { blocked: 1 } });
    expect(checks.filter((check) => check.id === 'variables')).toMatchObject([
      { reason: 'fallback', data: { name: 'contact.firstName', contacts: 1 } },
      { reason: 'blank', data: { name: 'contact.attributes.citta', contacts: 1 } },
    ]);
  });
});

describe('the preview', () => {
  it('shows a contact’s own values behind a signed address that no other opens', async () => {
    const ctx = await makeWorkspace();
    const { id, contactId } = await readyCampaign(ctx);
    await campaigns.saveCampaign(ctx, { id, revision: 2, subject: 'Ciao {{ contact.firstName }}' });
    const { subject, url } = await campaigns.previewCampaign(ctx, { id, contactId });
    expect(subject).toBe('Ciao Anna');
    const token = new URL(url).pathname.replace('/content/preview/', '');
    const visitor = { ...systemCtx(), kind: 'public' } as const;
    expect(await campaigns.openPreview(visitor, token)).toContain('<!doctype html>');
    const gone = { kind: 'not-found' };
    await expect(campaigns.openPreview(visitor, token.replace(contactId, '-'))).rejects.toMatchObject(gone);
    await expect(campaigns.openPreview(visitor, `${token}x`)).rejects.toMatchObject(gone);
    await expect(campaigns.openPreview(visitor, '')).rejects.toMatchObject(gone);
    const later = { ...visitor, now: () => new Date(Date.now() + 61 * 60_000) };
    await expect(campaigns.openPreview(later, token)).rejects.toMatchObject(gone);
  });

  it('of another workspace’s contact is refused', async () => {
    const [mine, other] = [await makeWorkspace(), await makeWorkspace()];
    const { id } = await readyCampaign(mine);
    const contactId = await makeContact(other, 'x@posta.example');
    await expect(campaigns.previewCampaign(mine, { id, contactId })).rejects.toMatchObject({ kind: 'not-found' });
  });
});
