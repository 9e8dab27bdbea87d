import { hotPool } from '#server/db/sql.ts';
import type { TenantCtx } from '#server/lib/context.ts';
import { uuid7 } from '#server/lib/uuid.ts';
import { emptyDocument } from '#shared/document/presets.ts';

export type SentCampaign = { campaignId: string; topicId: string; contactIds: string[] };
let serial = 0;

/** A finished campaign whose recipients were all accepted, straight into the tables: for tests of what comes after sending. */
export async function makeSentCampaign(
  ctx: TenantCtx,
  input: {
    contacts: number;
    level: 'off' | 'aggregate' | 'individual';
    acceptedAt: Date;
    links?: string[];
    name?: string;
    language?: string;
  },
): Promise<SentCampaign> {
  const workspaceId = ctx.workspace.id;
  const topic = await ctx.db.topic.findFirstOrThrow({ where: { isDefault: true } });
  const campaignId = uuid7();
  const { level, acceptedAt } = input;
  await ctx.db.campaign.create({
    data: {
      workspaceId,
      id: campaignId,
      name: input.name ?? 'Visite guidate',
      state: 'finished',
      stateAt: acceptedAt,
      subject: 'Nove porte',
      fromName: 'Lungofiume',
      fromAddress: 'ciao@lungofiume.example',
      topicId: topic.id,
      document: emptyDocument('it'),
      startedAt: acceptedAt,
      finishedAt: acceptedAt,
      audience: input.contacts,
    },
  });
  for (const [index, url] of (input.links ?? []).entries()) {
    await ctx.db.campaignLink.create({ data: { workspaceId, campaignId, index, url, label: url } });
  }
  const contactIds = Array.from({ length: input.contacts }, () => uuid7());
  const run = ++serial;
  await ctx.db.contact.createMany({
    data: contactIds.map((id, at) => ({
      workspaceId,
      id,
      address: `destinatario${run}.${at}@prova.example`,
      addressKey: `destinatario${run}.${at}@prova.example`,
      trackOpens: level,
      trackClicks: level,
      language: input.language ?? null,
    })),
  });
  await ctx.db.subscription.createMany({
    data: contactIds.map((contactId) => ({
      workspaceId,
      contactId,
      topicId: topic.id,
      state: 'subscribed' as const,
      stateAt: acceptedAt,
      basis: 'consent' as const,
    })),
  });
  await hotPool().query(
    `INSERT INTO deliveries ("campaignId", "contactId", "workspaceId", "stateAt", state, "trackOpens", "trackClicks")
     SELECT $1, contact, $2, $3, 'accepted', $4, $4 FROM unnest($5::uuid[]) AS contact`,
    [campaignId, workspaceId, acceptedAt, level, contactIds],
  );
  return { campaignId, topicId: topic.id, contactIds };
}
