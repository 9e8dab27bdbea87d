import type { Campaign, Prisma } from '#server/db/generated/client.ts';
import type { TenantCtx } from '#server/lib/context.ts';

export type VersionReason = 'interval' | 'before-restore' | 'sent' | 'approved';

/** While somebody writes, one version in this time is enough. */
const interval = 120_000;
/** Versions kept for having been written; those that somebody sent, approved or went back from stay beside them. */
const mostIntervals = 60;

type Moment = {
  /** When the newest version was written; null: there is none. */
  last: Date | null;
  /** When what would be kept was written, and by whom. */
  written: Date;
  by: string;
  /** Who is about to write over it, and when. */
  now: Date;
  next: string;
};

/** Whether what is about to be written over is worth keeping: another's work, the end of a sitting, or long since the last one kept. */
export function isWorthKeeping({ last, written, by, now, next }: Moment): boolean {
  if (last === null || by !== next) return true;
  return now.getTime() - written.getTime() >= interval || written.getTime() - last.getTime() >= interval;
}

type Versioned = Pick<
  Campaign,
  'id' | 'revision' | 'updatedAt' | 'savedBy' | 'subject' | 'preheader' | 'document' | 'plainText'
>;

/**
 * Keeps what a campaign's message is at its revision; the same revision once (a weightier reason replaces `interval`). Call it in the
 * transaction of what gives the reason.
 */
export async function keepVersion(tx: TenantCtx, campaign: Versioned, why: VersionReason): Promise<void> {
  const { id: campaignId, revision, updatedAt: at, savedBy: actorName, subject, preheader, plainText } = campaign;
  const document = campaign.document as Prisma.InputJsonObject;
  await tx.db.campaignVersion.createMany({
    data: [
      {
        workspaceId: tx.workspace.id,
        campaignId,
        revision,
        at,
        actorName,
        why,
        subject,
        preheader,
        document,
        plainText,
      },
    ],
    skipDuplicates: true,
  });
  if (why !== 'interval') {
    await tx.db.campaignVersion.updateMany({ where: { campaignId, revision }, data: { why } });
    return;
  }
  const [oldest] = await tx.db.campaignVersion.findMany({
    where: { campaignId, why: 'interval' },
    select: { revision: true },
    orderBy: { revision: 'desc' },
    skip: mostIntervals,
    take: 1,
  });
  if (oldest)
    await tx.db.campaignVersion.deleteMany({
      where: { campaignId, why: 'interval', revision: { lte: oldest.revision } },
    });
}

/** Before a save: keeps what it writes over, where that is worth keeping. */
export async function keepBeforeSave(tx: TenantCtx, before: Versioned): Promise<void> {
  const newest = await tx.db.campaignVersion.findFirst({
    where: { campaignId: before.id },
    select: { at: true },
    orderBy: { revision: 'desc' },
  });
  const { updatedAt: written, savedBy: by } = before;
  const moment = { last: newest?.at ?? null, written, by, now: tx.now(), next: tx.actor.name };
  if (isWorthKeeping(moment)) await keepVersion(tx, before, 'interval');
}
