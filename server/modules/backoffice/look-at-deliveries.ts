import { inTransaction } from '#server/db/client.ts';
import type { StaffCtx } from '#server/lib/context.ts';
import { InvalidInput } from '#server/lib/errors.ts';
import { checkAddress } from '#shared/address.ts';
import { audit } from '../audit/index.ts';
import { attemptsOf } from '../deliveries/index.ts';
import { findWorkspace } from '../workspaces/index.ts';
import { type DeliveryTarget, searchDeliveries } from './deliveries.sql.ts';
import { readMessageId } from './message-id.ts';
import type { DeliverySearch, LookAtAttempts } from './schemas.ts';

const DAY_MS = 86_400_000;
/** Without an address, a message or a customer only so long a span is searched. */
const WIDEST_DAYS = 7;

/** What is searched, or InvalidInput: not an address, not one of our message ids, or too long a span. */
export function targetOf(input: DeliverySearch, now: Date): DeliveryTarget {
  if (input.messageId) {
    const one = readMessageId(input.messageId);
    if (!one) throw new InvalidInput({ reason: 'message-id-unknown', field: 'messageId' });
    return { kind: 'one', ...one };
  }
  if (input.address) {
    const read = checkAddress(input.address);
    if (!read.valid) throw new InvalidInput({ reason: read.reason, field: 'address' });
    return { kind: 'address', addressKey: read.normalised };
  }
  const until = input.until ?? new Date(now.getTime() + DAY_MS);
  const from = input.from ?? new Date(now.getTime() - (input.workspaceId ? 366 : WIDEST_DAYS - 1) * DAY_MS);
  if (!input.workspaceId && until.getTime() - from.getTime() > (WIDEST_DAYS + 1) * DAY_MS) {
    throw new InvalidInput({ reason: 'search-span', field: 'from', days: WIDEST_DAYS });
  }
  return { kind: 'span', from, until };
}

/**
 * Searches deliveries over all customers. Each look is on record with its purpose and what was asked for: with the customers whose
 * recipients it showed, or with the provider alone where it found none.
 */
export async function lookAtDeliveries(ctx: StaffCtx, input: DeliverySearch) {
  const { purpose, limit: _, cursor, ...asked } = input;
  const page = await searchDeliveries(ctx, targetOf(input, ctx.now()), input);
  const shown = new Map(page.rows.map((row) => [row.workspaceId, row.workspaceName]));
  await inTransaction(ctx, async (tx) => {
    const after = { purpose, ...asked, ...(cursor ? { further: true } : {}) };
    const action = 'backoffice.look-at-deliveries';
    if (shown.size === 0) await audit(tx, { action, subject: { kind: 'delivery' }, after: { ...after, found: 0 } });
    for (const [workspaceId, name] of shown) {
      const found = page.rows.filter((row) => row.workspaceId === workspaceId).length;
      await audit(tx, { action, subject: { kind: 'delivery', name }, workspaceId, after: { ...after, found } });
    }
  });
  return page;
}

/** Every try of one delivery with the server's own answers; on record like a search. */
export async function lookAtAttempts(ctx: StaffCtx, input: LookAtAttempts) {
  const { purpose, workspaceId, campaignId, contactId } = input;
  const tenant = await findWorkspace(ctx, workspaceId);
  const attempts = await attemptsOf(tenant, { campaignId, contactId });
  await audit(ctx, {
    action: 'backoffice.look-at-deliveries',
    subject: { kind: 'delivery', id: campaignId, name: tenant.workspace.name },
    workspaceId,
    after: { purpose, campaignId, contactId, attempts: attempts.length },
  });
  return attempts;
}
