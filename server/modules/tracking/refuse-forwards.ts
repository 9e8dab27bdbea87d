import { createHmac } from 'node:crypto';
import { env } from '#server/config/env.ts';
import type { SystemDb } from '#server/db/client.ts';
import { derivedKey } from '#server/lib/derived-key.ts';
import { checkAddress } from '#shared/address.ts';

/** An address as it is remembered: by a keyed digest for each key, the newest first. Who has the table alone can't ask it. */
function digestsOf(address: string): string[] {
  const checked = checkAddress(address);
  const name = checked.valid ? checked.normalised : address.toLowerCase();
  return env().secretKeys.flatMap(({ id }) => {
    const key = derivedKey('forward-refusal', id);
    return key ? [`${id}.${createHmac('sha256', key).update(name).digest('base64url')}`] : [];
  });
}

/** A friend wants no messages that others forward, from no workspace. Idempotent. */
export async function refuseForwards(ctx: { db: SystemDb; now: () => Date }, address: string): Promise<void> {
  const [digest] = digestsOf(address);
  if (digest) {
    await ctx.db.forwardRefusal.createMany({ data: [{ digest, at: ctx.now() }], skipDuplicates: true });
  }
}

/** Whether the holder of an address has said so. */
export async function refusesForwards(ctx: { db: SystemDb }, address: string): Promise<boolean> {
  return (await ctx.db.forwardRefusal.count({ where: { digest: { in: digestsOf(address) } } })) > 0;
}
