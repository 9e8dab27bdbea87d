import type { z } from 'zod';
import type { SystemCtx } from '#server/lib/context.ts';
import { NotSignedIn } from '#server/lib/errors.ts';
import { type PersonSettingKey, personSettings, type setPersonSettingInput } from './schemas.ts';

/** What a person has chosen for themselves in some list or page; null where nothing is chosen, or what was does not hold any more. */
export async function personSetting<K extends PersonSettingKey>(
  ctx: SystemCtx,
  input: { key: K },
): Promise<z.output<(typeof personSettings)[K]> | null> {
  if (ctx.actor.kind !== 'person') throw new NotSignedIn();
  const row = await ctx.db.personSetting.findUnique({
    where: { userId_key: { userId: ctx.actor.id, key: input.key } },
  });
  const parsed = personSettings[input.key].safeParse(row?.value);
  return parsed.success ? (parsed.data as z.output<(typeof personSettings)[K]>) : null;
}

/** Keeps a choice for the person, at every station. */
export async function setPersonSetting(ctx: SystemCtx, input: z.output<typeof setPersonSettingInput>): Promise<void> {
  if (ctx.actor.kind !== 'person') throw new NotSignedIn();
  const key = { userId: ctx.actor.id, key: input.key };
  const kept = { value: input.value, updatedAt: ctx.now() };
  await ctx.db.personSetting.upsert({ where: { userId_key: key }, create: { ...key, ...kept }, update: kept });
}
