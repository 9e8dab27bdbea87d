import { describe, expect, it } from 'vitest';
import { useDatabase } from '#tests/database.ts';
import { makeWorkspace } from '#tests/factories.ts';
import { generalSettings, setGeneralSettings } from './general-settings.ts';
import { generalSettingsInput } from './schemas.ts';

useDatabase();

describe('the general settings', () => {
  it('are kept and audited, and leave what is planned at its instant', async () => {
    const ctx = await makeWorkspace();
    const topic = await ctx.db.topic.findFirstOrThrow();
    const scheduledAt = new Date('2027-03-28T07:00:00Z');
    const planned = {
      workspaceId: ctx.workspace.id,
      name: 'Primavera',
      state: 'scheduled',
      topicId: topic.id,
    } as const;
    const { id } = await ctx.db.campaign.create({
      data: { ...planned, stateAt: ctx.now(), scheduledAt, document: {} },
    });
    expect(await generalSettings(ctx)).toEqual({ timeZone: 'Europe/Rome', language: 'it', approvalRequired: false });
    const wanted = { timeZone: 'America/Lima', language: 'en', approvalRequired: true } as const;
    await setGeneralSettings(ctx, wanted);
    expect(await generalSettings(ctx)).toEqual(wanted);
    expect((await ctx.db.campaign.findFirstOrThrow({ where: { id } })).scheduledAt).toEqual(scheduledAt);
    expect(await ctx.db.auditEntry.count({ where: { action: 'workspaces.set-general' } })).toBe(1);
    const { workspace } = await makeWorkspace();
    expect(workspace.timezone).toBe('Europe/Rome');
  });

  it.each(['Europe/Paese', '+02:00', '', 'EST5EDT4'])('refuse “%s” as a zone', (timeZone) => {
    expect(generalSettingsInput.safeParse({ timeZone, language: 'it', approvalRequired: false }).success).toBe(false);
  });
});
