import { inTransaction } from '#server/db/client.ts';
import type { Prisma } from '#server/db/generated/client.ts';
import type { TenantCtx } from '#server/lib/context.ts';
import { Conflict, InvalidInput, InvalidState } from '#server/lib/errors.ts';
import { cleanLine, cleanText } from '#shared/document/clean-text.ts';
import { parseDocument } from '#shared/document/parse-document.ts';
import { compileTemplate } from './compile-campaign.ts';
import { findCampaign } from './find-campaign.ts';
import { keepBeforeSave } from './keep-version.ts';
import type { SaveCampaignInput, SavedCampaign } from './schemas.ts';
import { editedBy, withdrawIfInReview } from './withdraw-review.ts';

/** What the editor sent, cleaned; only the fields that it sent. */
function changesOf(input: SaveCampaignInput): Prisma.CampaignUncheckedUpdateManyInput {
  const changes: Prisma.CampaignUncheckedUpdateManyInput = {};
  if (input.subject !== undefined) changes.subject = cleanLine(input.subject);
  if (input.preheader !== undefined) changes.preheader = cleanLine(input.preheader);
  if (input.fromName !== undefined) changes.fromName = cleanLine(input.fromName).trim();
  if (input.fromAddress !== undefined) changes.fromAddress = cleanLine(input.fromAddress).trim();
  if (input.replyTo !== undefined) changes.replyTo = cleanLine(input.replyTo ?? '').trim() || null;
  if (input.plainText !== undefined) changes.plainText = input.plainText === null ? null : cleanText(input.plainText);
  if (input.document !== undefined) {
    const parsed = parseDocument(input.document);
    if (!parsed.ok) {
      const [issue] = parsed.issues;
      const path = issue?.path.join('.') ?? '';
      throw new InvalidInput({ reason: 'document', field: 'document', code: issue?.code ?? 'invalid', path });
    }
    changes.document = parsed.document;
  }
  return changes;
}

/** Whether what recipients read differs; a sender's change makes no version. */
const isWriting = (input: SaveCampaignInput) =>
  [input.document, input.subject, input.preheader, input.plainText].some((each) => each !== undefined);

/**
 * Keeps what the editor holds; not audited, but that it withdraws a request for approval is. What it
 * writes over becomes a version now and then. Compare-and-set on the revision: throws Conflict `{revision, by}` of what is stored when
 * somebody else has saved since, InvalidState once the campaign is scheduled, InvalidInput (`document`).
 */
export async function saveCampaign(ctx: TenantCtx, input: SaveCampaignInput): Promise<SavedCampaign> {
  const { id, revision } = input;
  const savedAt = ctx.now();
  const before = await findCampaign(ctx, id);
  const count = await inTransaction(ctx, async (tx) => {
    const saved = await tx.db.campaign.updateMany({
      where: { id, revision, state: { in: ['draft', 'in_review'] } },
      data: {
        ...changesOf(input),
        ...editedBy(tx),
        savedBy: tx.actor.name,
        revision: revision + 1,
        updatedAt: savedAt,
      },
    });
    if (saved.count !== 1) return 0;
    if (before.revision === revision && isWriting(input)) await keepBeforeSave(tx, before);
    await withdrawIfInReview(tx, id);
    return saved.count;
  });
  const campaign = await findCampaign(ctx, id);
  if (count !== 1) {
    if (campaign.state !== 'draft' && campaign.state !== 'in_review') {
      throw new InvalidState({ what: 'campaign', state: campaign.state });
    }
    throw new Conflict({ what: 'campaign', revision: campaign.revision, by: campaign.savedBy });
  }
  return { revision: revision + 1, savedAt, bytes: await compiledBytes(ctx, campaign) };
}

/** Bytes of the HTML part; null where subject or preheader do not parse yet. */
export async function compiledBytes(
  ctx: TenantCtx,
  campaign: Parameters<typeof compileTemplate>[1],
): Promise<number | null> {
  try {
    // Whatever state the plain part is in, the HTML has its size.
    return (await compileTemplate(ctx, { ...campaign, plainText: null })).bytes.html;
  } catch (error) {
    if (error instanceof InvalidInput) return null;
    throw error;
  }
}
