import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { overrideEnv } from '#server/config/env.ts';
import { systemCtx, useDatabase } from '#tests/database.ts';
import { addContacts, frozenCampaign, sampleDocument, scheduledCampaign } from '#tests/deliveries/frozen-campaign.ts';
import { makeWorkspace } from '#tests/factories.ts';
import { type Sink, startSink } from '#tests/mail/smtp-sink.ts';
import { campaignCounts } from './campaign-counts.ts';
import { suspendCampaign } from './control-campaign.ts';
import { sendCampaignHere, sendSlice } from './send-here.ts';
import { sendTest } from './send-test.ts';

useDatabase();

let sink: Sink;
beforeAll(async () => {
  sink = await startSink({ keepBytes: true });
  overrideEnv({ SMTP_URL: `smtp://127.0.0.1:${sink.port}` });
});
afterAll(() => sink.close());
const to = (host: string) => sink.messages.filter((message) => message.to[0]?.endsWith(`@${host}`));

describe('without a worker', () => {
  it('a command sends a scheduled campaign to its end', async () => {
    const ctx = await makeWorkspace();
    await addContacts(ctx, 25, 'comando.example');
    const id = await scheduledCampaign(ctx);
    expect(await sendCampaignHere(ctx, id)).toBe('finished');
    expect(to('comando.example')).toHaveLength(25);
  });

  it('a command leaves a suspended campaign alone', async () => {
    const ctx = await makeWorkspace();
    await addContacts(ctx, 3, 'sospesa.example');
    const id = await frozenCampaign(ctx);
    await suspendCampaign(ctx, id);
    expect(await sendCampaignHere(ctx, id)).toBe('suspended');
    expect(to('sospesa.example')).toEqual([]);
  });

  it('a slice begins what is due, sends it, and ends when nothing is left', async () => {
    const ctx = await makeWorkspace();
    await addContacts(ctx, 25, 'fetta.example');
    const id = await scheduledCampaign(ctx);
    await sendSlice(systemCtx(), { seconds: 20 });
    expect((await campaignCounts(ctx, id, { fresh: true })).states.accepted).toBe(25);
    expect((await ctx.db.campaign.findFirstOrThrow({ where: { id } })).state).toBe('finished');
  });
});

describe('a test send', () => {
  it('goes out at once with its subject marked, untracked, and outside the ledger', async () => {
    const ctx = await makeWorkspace();
    await addContacts(ctx, 1, 'valori.example');
    const contact = await ctx.db.contact.findFirstOrThrow();
    const id = await scheduledCampaign(ctx, sampleDocument());
    const sent = await sendTest(ctx, {
      campaignId: id,
      addresses: ['uno@prova.example', 'due@prova.example'],
      asContactId: contact.id,
    });
    expect(sent.map((one) => one.accepted)).toEqual([true, true]);
    const [first] = to('prova.example');
    const text = first?.bytes?.toString('latin1').replaceAll('=\r\n', '') ?? '';
    expect(text).toMatch(/^Subject: \[Prova\] Notizie per Nome1\r$/m);
    expect(text).not.toContain('/t/');
    expect(text).toContain('https://lungofiume.example/agenda');
    expect((await campaignCounts(ctx, id, { fresh: true })).audience).toBe(0);
    const audits = await ctx.db.auditEntry.findMany({ where: { action: 'deliveries.send-test' } });
    expect(audits).toHaveLength(1);
  });

  it('refuses an address that can’t be sent to before anything goes out', async () => {
    const ctx = await makeWorkspace();
    const id = await scheduledCampaign(ctx);
    const before = sink.accepted;
    const sending = sendTest(ctx, { campaignId: id, addresses: ['uno@buono.example', 'due@@storto'] });
    await expect(sending).rejects.toMatchObject({ kind: 'invalid-input', data: { field: 'addresses' } });
    expect(sink.accepted).toBe(before);
  });

  it('is refused in a suspended workspace, which sends nothing', async () => {
    const ctx = await makeWorkspace();
    const id = await scheduledCampaign(ctx);
    const before = sink.accepted;
    await systemCtx().db.workspace.update({ where: { id: ctx.workspace.id }, data: { state: 'suspended' } });
    const sending = sendTest(ctx, { campaignId: id, addresses: ['uno@buono.example'] });
    await expect(sending).rejects.toMatchObject({ kind: 'invalid-state', data: { reason: 'workspace-suspended' } });
    expect(sink.accepted).toBe(before);
  });
});
