import { inTransaction } from '#server/db/client.ts';
import type { TenantCtx } from '#server/lib/context.ts';
import { InvalidInput, InvalidState, NotFound } from '#server/lib/errors.ts';
import { uuid7 } from '#server/lib/uuid.ts';
import { audit } from '../audit/index.ts';
import { readDomain } from './read-domain.ts';
import type { SendingDomainRow } from './schemas.ts';

const shown = { id: true, domain: true, createdAt: true, verifiedAt: true } as const;

/** The workspace's sending domains, by name. */
export function listSendingDomains(ctx: TenantCtx): Promise<SendingDomainRow[]> {
  return ctx.db.sendingDomain.findMany({ select: shown, orderBy: { domain: 'asc' } });
}

/**
 * Adds a domain, which then waits to be verified. Throws InvalidInput (`domain-invalid`, `freemail`, field `domain`), and
 * InvalidState (`domain-known`) for one that is there already.
 */
export async function addSendingDomain(ctx: TenantCtx, input: { domain: string }): Promise<SendingDomainRow> {
  const read = readDomain(input.domain);
  if (!read.ok) throw new InvalidInput({ reason: read.reason, field: 'domain' });
  const { domain } = read;
  return inTransaction(ctx, async (tx) => {
    const known = await tx.db.sendingDomain.findFirst({ where: { domain } });
    if (known) throw new InvalidState({ reason: 'domain-known', domain });
    const data = { workspaceId: ctx.workspace.id, id: uuid7(ctx.now().getTime()), domain, createdAt: ctx.now() };
    const row = await tx.db.sendingDomain.create({ data, select: shown });
    await audit(tx, { action: 'domains.add', subject: { kind: 'sending-domain', id: row.id, name: domain } });
    return row;
  });
}

/** Takes a domain away; campaigns from it can't be sent any more. */
export async function removeSendingDomain(ctx: TenantCtx, input: { id: string }): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const row = await tx.db.sendingDomain.findFirst({ where: { id: input.id } });
    if (!row) throw new NotFound({ what: 'sending-domain' });
    await tx.db.sendingDomain.deleteMany({ where: { id: row.id } });
    await audit(tx, {
      action: 'domains.remove',
      subject: { kind: 'sending-domain', id: row.id, name: row.domain },
      before: { verifiedAt: row.verifiedAt },
    });
  });
}

/** Whether the workspace may send from this domain (lower case, ASCII). */
export async function isVerified(ctx: TenantCtx, domain: string): Promise<boolean> {
  const row = await ctx.db.sendingDomain.findFirst({ where: { domain, verifiedAt: { not: null } } });
  return row !== null;
}
