import type { Prisma } from '#server/db/generated/client.ts';
import type { TenantCtx } from '#server/lib/context.ts';
import { Conflict, InvalidInput, InvalidState } from '#server/lib/errors.ts';
import { cleanLine } from '#shared/document/clean-text.ts';
import { parseDocument } from '#shared/document/parse-document.ts';
import { compileTemplate } from './compile-campaign.ts';
import { findCampaign } from './find-campaign.ts';
import type { SaveCampaignInput, SavedCampaign } from './schemas.ts';

/** What the editor sent, cleaned; only the fields that it sent. */
function changesOf(input: SaveCampaignInput): Prisma.CampaignUncheckedUpdateManyInput {
  const changes: Prisma.CampaignUncheckedUpdateManyInput = {};
  if (input.subject !== undefined) changes.subject = cleanLine(input.subject);
  if (input.preheader !== undefined) changes.preheader = cleanLine(input.preheader);
  if (input.fromName !== undefined) changes.fromName = cleanLine(input.fromName).trim();
  if (input.fromAddress !== undefined) changes.fromAddress = cleanLine(input.fromAddress).trim();
  if (input.replyTo !== undefined) changes.replyTo = cleanLine(input.replyTo ?? '').trim() || null;
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

/**
 * Keeps what the editor holds; not audited. Compare-and-set on the revision: throws Conflict `{revision}` with the one that
 * is stored when somebody else has saved since, InvalidState once the campaign is scheduled, InvalidInput (`document`).
 */
export async function saveCampaign(ctx: TenantCtx, input: SaveCampaignInput): Promise<SavedCampaign> {
  const { id, revision } = input;
  const savedAt = ctx.now();
  const { count } = await ctx.db.campaign.updateMany({
    where: { id, revision, state: { in: ['draft', 'in_review'] } },
    data: { ...changesOf(input), revision: revision + 1, updatedAt: savedAt },
  });
  const campaign = await findCampaign(ctx, id);
  if (count !== 1) {
    if (campaign.state !== 'draft' && campaign.state !== 'in_review') {
      throw new InvalidState({ what: 'campaign', state: campaign.state });
    }
    throw new Conflict({ what: 'campaign', revision: campaign.revision });
  }
  return { revision: revision + 1, savedAt, bytes: await compiledBytes(ctx, campaign) };
}

/** Bytes of the HTML part; null where subject or preheader do not parse yet. */
export async function compiledBytes(
  ctx: TenantCtx,
  campaign: Parameters<typeof compileTemplate>[1],
): Promise<number | null> {
  try {
    return (await compileTemplate(ctx, campaign)).bytes.html;
  } catch (error) {
    if (error instanceof InvalidInput) return null;
    throw error;
  }
}
