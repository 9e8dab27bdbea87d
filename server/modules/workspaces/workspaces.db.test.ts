import { describe, expect, it } from 'vitest';
import { hotPool } from '#server/db/sql.ts';
import { NotEntitled, NotFound } from '#server/lib/errors.ts';
import { systemCtx, testClock, useDatabase } from '#tests/database.ts';
import { createWorkspace } from './create-workspace.ts';
import { entitled, grantEntitlement, limitOf } from './entitlements.ts';
import { findWorkspace, findWorkspaceBySlug } from './find-workspace.ts';
import { providerSettings, recentProviderSettings, setProviderSetting } from './provider-settings.ts';

useDatabase();
const DAY_MS = 86_400_000;

describe('a workspace', () => {
  it('is named in its URL by letters and digits, each its own', async () => {
    const names = ['Caffè dell’Orologio & C.', 'Caffè dell’Orologio & C.', '…'];
    const slugs: string[] = [];
    for (const name of names) slugs.push((await createWorkspace(systemCtx(), { name })).workspace.slug);
    expect(slugs[0]).toBe('caffe-dell-orologio-c');
    expect(slugs[1]).toMatch(/^caffe-dell-orologio-c-[0-9a-f]{4}$/);
    expect(slugs[2]).toBe('workspace');
    expect((await findWorkspaceBySlug(systemCtx(), slugs[0] ?? '')).workspace.name).toBe(names[0]);
  });

  it('that is not there is not found', async () => {
    await expect(findWorkspace(systemCtx(), '00000000-0000-7000-8000-000000000000')).rejects.toBeInstanceOf(NotFound);
    await expect(findWorkspaceBySlug(systemCtx(), 'nessuno')).rejects.toBeInstanceOf(NotFound);
  });
});

describe('what was bought', () => {
  it('holds from its day to its last, and the largest limit of several counts', async () => {
    const clock = testClock();
    const ctx = await createWorkspace(systemCtx(clock.now), { name: 'Limiti' });
    const from = new Date(clock.now().getTime() + DAY_MS);
    const until = new Date(from.getTime() + 10 * DAY_MS);
    const base = { feature: 'newsletter', from, until, trial: false, purchaseId: null } as const;
    await grantEntitlement(ctx, { ...base, limits: { contacts: 500 } });
    await grantEntitlement(ctx, { ...base, limits: { contacts: 2_000 } });
    await expect(entitled(ctx, 'newsletter')).rejects.toBeInstanceOf(NotEntitled);
    clock.advance(DAY_MS);
    expect((await entitled(ctx, 'newsletter')).feature).toBe('newsletter');
    expect(await limitOf(ctx, 'newsletter', 'contacts')).toBe(2_000);
    expect(await limitOf(ctx, 'newsletter', 'mailboxes')).toBeUndefined();
    await expect(entitled(ctx, 'relay')).rejects.toBeInstanceOf(NotEntitled);
    clock.advance(10 * DAY_MS);
    await expect(entitled(ctx, 'newsletter')).rejects.toBeInstanceOf(NotEntitled);
  });
});

describe('the provider’s settings', () => {
  it('are refused when they don’t fit, and then stay as they were', async () => {
    const ctx = systemCtx();
    await expect(setProviderSetting(ctx, 'sending.window', 1_000)).rejects.toMatchObject({
      data: { field: 'sending.window', reason: 'setting-value' },
    });
    await expect(setProviderSetting(ctx, 'sending.nothing', 1)).rejects.toBeInstanceOf(NotFound);
    expect((await providerSettings(ctx))['sending.window']).toBe(10);
  });

  it('are read once for many who ask, and anew after a change here', async () => {
    const ctx = systemCtx();
    const days = async () => (await recentProviderSettings())['people.password-days'];
    expect(await days()).toBe(90);
    await hotPool().query(
      `INSERT INTO provider_settings (key, value, "updatedAt") VALUES ('people.password-days', '45', now())`,
    );
    expect(await days()).toBe(90);
    expect((await providerSettings(ctx))['people.password-days']).toBe(45);
    await setProviderSetting(ctx, 'people.password-days', 60);
    expect(await days()).toBe(60);
    const entry = await ctx.db.auditEntry.findFirst({ where: { action: 'workspaces.set-provider-setting' } });
    expect(entry).toMatchObject({ before: { value: 45 }, after: { value: 60 } });
  });
});
