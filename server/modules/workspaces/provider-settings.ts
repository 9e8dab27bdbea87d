import { env } from '#server/config/env.ts';
import { inTransaction, type SystemDb, systemDb, type TenantDb } from '#server/db/client.ts';
import type { Prisma } from '#server/db/generated/client.ts';
import type { StaffCtx, SystemCtx } from '#server/lib/context.ts';
import { InvalidInput, NotFound } from '#server/lib/errors.ts';
import { audit } from '../audit/index.ts';
import { type ProviderSettingKey, type ProviderSettings, providerSettingsSchema } from './schemas.ts';

/** All the provider's settings: what was changed over the defaults. One query. */
export async function providerSettings(ctx: { db: SystemDb | TenantDb }): Promise<ProviderSettings> {
  const rows = await (ctx.db as SystemDb).providerSetting.findMany();
  return providerSettingsSchema.parse(Object.fromEntries(rows.map((row) => [row.key, row.value])));
}

/** So long another process's change may go unseen. */
const KEPT_MS = 3_000;
let recent: { of: string | undefined; until: number; settings: Promise<ProviderSettings> } | undefined;

/**
 * The same, at most three seconds old: for what every request asks, and never for what is sent. A change in this process is seen at once,
 * one in another within that time.
 */
export async function recentProviderSettings(): Promise<ProviderSettings> {
  const of = env().DATABASE_URL;
  if (recent && recent.of === of && recent.until > performance.now()) return recent.settings;
  const settings = providerSettings({ db: systemDb() });
  const kept = { of, until: performance.now() + KEPT_MS, settings };
  recent = kept;
  settings.catch(() => {
    if (recent === kept) recent = undefined;
  });
  return settings;
}

/** Changes one setting; refused when it does not fit its schema. */
export async function setProviderSetting(ctx: StaffCtx | SystemCtx, key: string, value: unknown): Promise<void> {
  if (!(key in providerSettingsSchema.shape)) throw new NotFound({ what: 'setting' });
  const name = key as ProviderSettingKey;
  const parsed = providerSettingsSchema.shape[name].safeParse(value);
  if (!parsed.success) throw new InvalidInput({ field: key, reason: 'setting-value' });
  await inTransaction(ctx, async (tx) => {
    const before = (await providerSettings(tx))[name];
    const json = parsed.data as Prisma.InputJsonValue;
    const updatedBy = ctx.actor.kind === 'person' ? ctx.actor.id : null;
    await tx.db.providerSetting.upsert({
      where: { key },
      create: { key, value: json, updatedBy },
      update: { value: json, updatedBy },
    });
    await audit(tx, {
      action: 'workspaces.set-provider-setting',
      subject: { kind: 'setting', id: key, name: key },
      before: { value: before },
      after: { value: parsed.data },
    });
  });
  recent = undefined;
}

/** Lets a setting's default hold again; nothing happens where it holds already. NotFound for an unknown one. */
export async function resetProviderSetting(ctx: StaffCtx | SystemCtx, key: string): Promise<void> {
  if (!(key in providerSettingsSchema.shape)) throw new NotFound({ what: 'setting' });
  const name = key as ProviderSettingKey;
  await inTransaction(ctx, async (tx) => {
    const before = (await providerSettings(tx))[name];
    const { count } = await tx.db.providerSetting.deleteMany({ where: { key } });
    if (count === 0) return;
    const after = (await providerSettings(tx))[name];
    await audit(tx, {
      action: 'workspaces.reset-provider-setting',
      subject: { kind: 'setting', id: key, name: key },
      before: { value: before },
      after: { value: after },
    });
  });
  recent = undefined;
}
