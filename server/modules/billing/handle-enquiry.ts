import { inTransaction } from '#server/db/client.ts';
import type { Enquiry, Prisma } from '#server/db/generated/client.ts';
import type { StaffCtx, WideCtx } from '#server/lib/context.ts';
import { Conflict, InvalidState, NotFound } from '#server/lib/errors.ts';
import { audit } from '../audit/index.ts';
import type { EnquiryState, HandleEnquiryInput } from './schemas.ts';

/**
 * The only writer of `enquiries.state` after its creation. Every step is allowed, for what was closed too early is opened again; it is made
 * over the row that was read, so that of two at once one wins, and the other gets a Conflict.
 */
async function moveEnquiry(
  tx: WideCtx,
  row: Enquiry,
  to: EnquiryState,
  data: Prisma.EnquiryUpdateManyMutationInput,
): Promise<void> {
  const moves = row.state !== to;
  const { count } = await tx.db.enquiry.updateMany({
    where: { id: row.id, revision: row.revision },
    data: {
      ...data,
      ...(moves ? { state: to, stateAt: tx.now(), twin: null } : {}),
      revision: { increment: 1 },
      handledBy: tx.actor.name,
    },
  });
  if (count !== 1) throw new Conflict({ what: 'enquiry' });
}

async function readEnquiry(tx: WideCtx, id: string): Promise<Enquiry> {
  const row = await tx.db.enquiry.findUnique({ where: { id } });
  if (!row) throw new NotFound({ what: 'enquiry' });
  return row;
}

// Without names and words: enquiries are forgotten, and the audit remembers for years.
const subjectOf = (row: Enquiry) => ({ kind: 'enquiry', id: row.id, ...(row.plan ? { name: row.plan } : {}) });

/** What staff did about an enquiry, with their note. Conflict where somebody else was quicker. */
export async function handleEnquiry(ctx: StaffCtx, input: HandleEnquiryInput): Promise<void> {
  const { enquiryId, over, state, note } = input;
  await inTransaction(ctx, async (tx) => {
    const row = await readEnquiry(tx, enquiryId);
    if (row.revision !== over) throw new Conflict({ what: 'enquiry' });
    await moveEnquiry(tx, row, state, { note });
    await audit(tx, {
      action: 'billing.handle-enquiry',
      subject: subjectOf(row),
      before: { state: row.state },
      after: { state, noted: note !== row.note },
    });
  });
}

/** Closes an enquiry by the sale that came of it. InvalidState `enquiry-sold` where one has already. */
export async function closeBySale(tx: WideCtx, enquiryId: string, purchaseId: string): Promise<void> {
  const row = await readEnquiry(tx, enquiryId);
  if (row.purchaseId) throw new InvalidState({ reason: 'enquiry-sold' });
  await moveEnquiry(tx, row, 'closed', { purchaseId });
  await audit(tx, {
    action: 'billing.handle-enquiry',
    subject: subjectOf(row),
    before: { state: row.state },
    after: { state: 'closed', purchaseId },
  });
}
