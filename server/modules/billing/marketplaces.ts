import { randomBytes } from 'node:crypto';
import { inTransaction } from '#server/db/client.ts';
import type { StaffCtx } from '#server/lib/context.ts';
import { InvalidState, NotFound } from '#server/lib/errors.ts';
import { seal } from '#server/lib/secret-box.ts';
import { uuid7 } from '#server/lib/uuid.ts';
import { audit } from '../audit/index.ts';

/** The keys of outside marketplaces, the newest first; how many purchases each reported. Never their secrets. */
export async function listMarketplaces(ctx: StaffCtx) {
  const rows = await ctx.db.marketplace.findMany({
    select: {
      ...{ id: true, name: true, keyId: true, createdAt: true, lastUsedAt: true, endedAt: true },
      _count: { select: { requests: true } },
    },
    orderBy: [{ endedAt: { sort: 'desc', nulls: 'first' } }, { id: 'desc' }],
    take: 200,
  });
  return rows.map(({ _count, ...row }) => ({ ...row, purchases: _count.requests }));
}

/** Makes a key. The secret is answered here and never again. */
export async function createMarketplace(
  ctx: StaffCtx,
  input: { name: string },
): Promise<{ keyId: string; secret: string }> {
  const id = uuid7(ctx.now().getTime());
  const keyId = `mk_${randomBytes(9).toString('base64url')}`;
  const secret = randomBytes(32).toString('base64url');
  await inTransaction(ctx, async (tx) => {
    await tx.db.marketplace.create({
      data: {
        ...{ id, name: input.name, keyId, secret: seal(secret, id), createdAt: tx.now() },
        createdBy: tx.actor.kind === 'person' ? tx.actor.id : null,
      },
    });
    await audit(tx, {
      action: 'billing.create-marketplace',
      subject: { kind: 'marketplace', id, name: input.name },
      after: { keyId },
    });
  });
  return { keyId, secret };
}

/** Ends a key: its next request is refused. What it reported stays. InvalidState where it has ended already. */
export async function endMarketplace(ctx: StaffCtx, id: string): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const row = await tx.db.marketplace.findUnique({ where: { id }, select: { name: true, keyId: true } });
    if (!row) throw new NotFound({ what: 'marketplace' });
    const { count } = await tx.db.marketplace.updateMany({
      where: { id, endedAt: null },
      data: { endedAt: tx.now() },
    });
    if (count !== 1) throw new InvalidState({ reason: 'marketplace-ended' });
    await audit(tx, {
      action: 'billing.end-marketplace',
      subject: { kind: 'marketplace', id, name: row.name },
      before: { keyId: row.keyId },
    });
  });
}
