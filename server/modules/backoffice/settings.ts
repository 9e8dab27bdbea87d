import type { StaffCtx } from '#server/lib/context.ts';
import { providerSettings } from '../workspaces/index.ts';
import { type ProviderSettingKey, providerSettingsSchema } from '../workspaces/schemas.ts';
import { controlOf } from './setting-control.ts';

/** Every setting of the provider: how it is typed, its value, its default, and who changed it when. */
export async function listSettings(ctx: StaffCtx) {
  const [values, rows] = await Promise.all([providerSettings(ctx), ctx.db.providerSetting.findMany()]);
  const changed = new Map(rows.map((row) => [row.key, row]));
  const people = await ctx.db.user.findMany({
    where: { id: { in: rows.flatMap((row) => (row.updatedBy ? [row.updatedBy] : [])) } },
    select: { id: true, name: true },
  });
  const defaults = providerSettingsSchema.parse({});
  const names = new Map(people.map((person) => [person.id, person.name]));
  return (Object.keys(providerSettingsSchema.shape) as ProviderSettingKey[]).map((key) => {
    const row = changed.get(key);
    const changes = {
      changedAt: row?.updatedAt ?? null,
      changedBy: row ? (names.get(row.updatedBy ?? '') ?? 'Automation') : null,
    };
    if (key === 'catalogue.plans') {
      return { key, control: 'plans' as const, value: values[key], initial: defaults[key], ...changes };
    }
    const typed: { value: unknown; initial: unknown } = { value: values[key], initial: defaults[key] };
    return { key, control: controlOf(key), ...typed, ...changes };
  });
}
