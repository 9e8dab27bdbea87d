import { inTransaction } from '#server/db/client.ts';
import type { CampaignVersion, Prisma } from '#server/db/generated/client.ts';
import type { TenantCtx } from '#server/lib/context.ts';
import { Conflict, InvalidState, NotFound } from '#server/lib/errors.ts';
import { type ContentChange, compareContents, type MessageContent } from '#shared/document/compare-documents.ts';
import { audit } from '../audit/index.ts';
import { documentOf, findCampaign } from './find-campaign.ts';
import { keepVersion } from './keep-version.ts';
import { isEditable } from './state.ts';
import { editedBy, withdrawIfInReview } from './withdraw-review.ts';

export async function findVersion(ctx: TenantCtx, id: string, revision: number): Promise<CampaignVersion> {
  await findCampaign(ctx, id);
  const version = await ctx.db.campaignVersion.findFirst({ where: { campaignId: id, revision } });
  if (!version) throw new NotFound({ what: 'version' });
  return version;
}

/** What is kept of a campaign's message, the newest first, and how it stands now. At most about a hundred rows, without their bodies. */
export async function listVersions(ctx: TenantCtx, id: string) {
  const campaign = await findCampaign(ctx, id);
  const versions = await ctx.db.campaignVersion.findMany({
    where: { campaignId: id },
    select: { revision: true, at: true, actorName: true, why: true, subject: true },
    orderBy: { revision: 'desc' },
    take: 200,
  });
  const { revision, updatedAt: at, savedBy: actorName, subject } = campaign;
  return {
    current: { revision, at, actorName, subject },
    versions: versions.filter((each) => each.revision !== revision),
  };
}

function contentOf(row: Pick<CampaignVersion, 'subject' | 'preheader' | 'plainText' | 'document'>): MessageContent {
  const { subject, preheader, plainText } = row;
  return { subject, preheader, plainText, document: documentOf(row) };
}

/** What going back to a version would change. Throws NotFound, InvalidState (`document`) where this program can't read it. */
export async function compareVersion(
  ctx: TenantCtx,
  input: { id: string; revision: number },
): Promise<{ changes: ContentChange[] }> {
  const version = await findVersion(ctx, input.id, input.revision);
  const current = await findCampaign(ctx, input.id);
  return { changes: compareContents(contentOf(version), contentOf(current)) };
}

/**
 * Makes an older version the newest revision; what stood until now is kept as a version of its own. Throws NotFound, InvalidState once
 * the campaign is scheduled, Conflict `{revision}` when somebody has saved since `over`.
 */
export async function restoreVersion(
  ctx: TenantCtx,
  input: { id: string; revision: number; over: number },
): Promise<{ revision: number }> {
  const { id, over } = input;
  return inTransaction(ctx, async (tx) => {
    const version = await findVersion(tx, id, input.revision);
    const before = await findCampaign(tx, id);
    if (!isEditable(before.state)) throw new InvalidState({ what: 'campaign', state: before.state });
    const document = documentOf(version) as Prisma.InputJsonObject;
    const { subject, preheader, plainText } = version;
    const revision = over + 1;
    const { count } = await tx.db.campaign.updateMany({
      where: { id, revision: over, state: { in: ['draft', 'in_review'] } },
      data: { subject, preheader, plainText, document, revision, savedBy: tx.actor.name, ...editedBy(tx) },
    });
    if (count !== 1) throw new Conflict({ what: 'campaign', revision: before.revision, by: before.savedBy });
    await keepVersion(tx, before, 'before-restore');
    await withdrawIfInReview(tx, id);
    await audit(tx, {
      action: 'campaigns.restore-version',
      subject: { kind: 'campaign', id, name: before.name },
      before: { revision: over },
      after: { revision, restored: input.revision },
    });
    return { revision };
  });
}
