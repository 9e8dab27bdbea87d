import { inTransaction } from '#server/db/client.ts';
import type { StaffCtx, SystemCtx } from '#server/lib/context.ts';
import { NotFound } from '#server/lib/errors.ts';
import { audit } from '../audit/index.ts';

export type VerifySendingDomainInput = {
  workspaceId: string;
  domainId: string;
  /** false takes a verification back. Default true. */
  verified?: boolean;
};

/** Staff vouch for a customer's domain (or no longer do). Doing it twice changes nothing. Throws NotFound. */
export async function verifySendingDomain(ctx: StaffCtx | SystemCtx, input: VerifySendingDomainInput): Promise<void> {
  const { workspaceId, domainId, verified = true } = input;
  await inTransaction<StaffCtx | SystemCtx, void>(ctx, async (tx) => {
    const where = { workspaceId_id: { workspaceId, id: domainId } };
    const row = await tx.db.sendingDomain.findUnique({ where });
    if (!row) throw new NotFound({ what: 'sending-domain' });
    if ((row.verifiedAt !== null) === verified) return;
    const verifiedAt = verified ? ctx.now() : null;
    const verifiedBy = verified && ctx.actor.kind === 'person' ? ctx.actor.id : null;
    await tx.db.sendingDomain.update({ where, data: { verifiedAt, verifiedBy } });
    await audit(tx, {
      action: verified ? 'domains.verify' : 'domains.unverify',
      subject: { kind: 'sending-domain', id: row.id, name: row.domain },
      before: { verifiedAt: row.verifiedAt },
      after: { verifiedAt },
      workspaceId,
    });
  });
}

/** Domains of all workspaces that wait to be verified, the oldest first: the console's work. */
export function listUnverifiedDomains(ctx: StaffCtx | SystemCtx, input: { limit: number }) {
  return ctx.db.sendingDomain.findMany({
    where: { verifiedAt: null },
    select: { workspaceId: true, id: true, domain: true, createdAt: true },
    orderBy: { createdAt: 'asc' },
    take: input.limit,
  });
}
