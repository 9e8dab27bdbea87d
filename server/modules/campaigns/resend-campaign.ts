import { inTransaction } from '#server/db/client.ts';
import type { Campaign, CampaignState, Prisma } from '#server/db/generated/client.ts';
import type { TenantCtx } from '#server/lib/context.ts';
import { Conflict, InvalidState } from '#server/lib/errors.ts';
import { cleanLine } from '#shared/document/clean-text.ts';
import { countResends, lockResend, type ResendCount } from './campaign-audience.sql.ts';
import { writeDraft } from './create-campaign.ts';
import { findCampaign } from './find-campaign.ts';
import { type ResendInput, type ResendKind, resendKinds } from './schemas.ts';

type Relative = {
  id: string;
  name: string;
  to: string;
  state: CampaignState;
  createdAt: Date;
  audience: number | null;
};
export type ResendChoices = {
  origin: { id: string; name: string; subject: string };
  /** Only what has ended is known well enough to be sent again. */
  ended: boolean;
  kinds: ResendCount[];
  /** The re-sends that exist, newest first. */
  existing: Relative[];
};

const ended: readonly CampaignState[] = ['finished', 'closed', 'cancelled'];

/** The re-sends of a campaign, newest first. */
export async function resendsOf(ctx: TenantCtx, originId: string): Promise<Relative[]> {
  const rows = await ctx.db.campaign.findMany({
    where: { resendOfId: originId },
    select: { id: true, name: true, resendTo: true, state: true, createdAt: true, audience: true },
    orderBy: { id: 'desc' },
    take: 50,
  });
  return rows.map(({ resendTo, ...row }) => ({ ...row, to: resendTo ?? '' }));
}

/** Whom a campaign could be sent to again, with how many of each kind, and whom it has been. Throws NotFound. */
export async function resendChoices(ctx: TenantCtx, id: string): Promise<ResendChoices> {
  const campaign = await findCampaign(ctx, id);
  const isEnded = ended.includes(campaign.state) && campaign.audience !== null;
  const [existing, counts] = await Promise.all([resendsOf(ctx, id), isEnded ? countResends(ctx, campaign) : null]);
  return {
    origin: { id, name: campaign.name, subject: campaign.subject },
    ended: isEnded,
    kinds: counts ? resendKinds.map((kind) => counts[kind]) : [],
    existing,
  };
}

/**
 * A draft with an ended campaign's content, for some of its recipients: a campaign of its own, that names its origin. Throws NotFound,
 * InvalidState (`resend-not-ended`), Conflict (`resend-exists`, with that one's id and name) unless `again`.
 */
export async function resendCampaign(ctx: TenantCtx, input: ResendInput): Promise<{ id: string }> {
  const { id, to, name, again } = input;
  return inTransaction(ctx, async (tx) => {
    const origin = await findCampaign(tx, id);
    if (!ended.includes(origin.state) || origin.audience === null)
      throw new InvalidState({ what: 'campaign', reason: 'resend-not-ended' });
    await lockResend(tx, id, to);
    if (!again) await assertFirst(tx, id, to);
    const subject = cleanLine(input.subject);
    return { id: await writeDraft(tx, { ...contentOf(origin), name, subject, resendOfId: id, resendTo: to }, origin) };
  });
}

async function assertFirst(tx: TenantCtx, originId: string, to: ResendKind): Promise<void> {
  const other = await tx.db.campaign.findFirst({
    where: { resendOfId: originId, resendTo: to, state: { not: 'cancelled' } },
    select: { id: true, name: true },
    orderBy: { id: 'desc' },
  });
  if (other) throw new Conflict({ what: 'campaign', reason: 'resend-exists', campaignId: other.id, name: other.name });
}

function contentOf(origin: Campaign) {
  const { preheader, fromName, fromAddress, replyTo, topicId, plainText } = origin;
  const document = origin.document as Prisma.InputJsonObject;
  return {
    ...{ preheader, fromName, fromAddress, replyTo, topicId, plainText, document },
    includeGroupIds: [],
    excludeGroupIds: [],
  };
}
