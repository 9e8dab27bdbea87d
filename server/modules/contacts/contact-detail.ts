import type { z } from 'zod';
import type { TenantCtx } from '#server/lib/context.ts';
import { NotFound } from '#server/lib/errors.ts';
import { toPage } from '#shared/paging.ts';
import { providerSettings } from '../workspaces/index.ts';
import type { AttributeValue } from './attribute-values.ts';
import { isCertifiedMail } from './eligibility.sql.ts';
import { formOf } from './form-evidence.ts';
import { groupsOf } from './list-contacts.sql.ts';
import { mergesOf } from './list-merges.ts';
import { historyIds } from './merge.sql.ts';
import type { ChangeKind } from './record-change.ts';
import { type changeKinds, contactTimelineInput } from './schemas.ts';
import { sendingStatus } from './sending-status.ts';
import { listTopics } from './topics.ts';

/** Everything that a contact's page shows beside its timeline: data, groups, the three things apart, and what they come to. */
export async function contactDetail(ctx: TenantCtx, input: { id: string }) {
  const contact = await ctx.db.contact.findFirst({ where: { id: input.id } });
  if (!contact) throw new NotFound({ what: 'contact' });
  const [settings, address, groups, topics, subscriptions, workspace] = await Promise.all([
    providerSettings(ctx),
    ctx.db.addressState.findFirst({ where: { addressKey: contact.addressKey } }),
    groupsOf(ctx, [contact.id]),
    listTopics(ctx),
    ctx.db.subscription.findMany({ where: { contactId: contact.id } }),
    ctx.db.workspace.findFirst({ select: { trackOpens: true, trackClicks: true } }),
  ]);
  const evidenceIds = subscriptions.flatMap((one) => one.evidenceId ?? []);
  const evidence = await ctx.db.evidence.findMany({ where: { id: { in: evidenceIds } } });
  const certified = isCertifiedMail(contact.addressKey, settings['sending.pec-domains']);
  const facts = {
    deliverability: address?.deliverability ?? ('ok' as const),
    blocked: Boolean(address?.blockedAt),
    certified: certified && !address?.certifiedAllowedAt,
  };
  const { id, firstName, lastName, language, createdAt, updatedAt, trackOpens, trackClicks, trackSource, trackAt } =
    contact;
  return {
    id,
    address: contact.address,
    firstName,
    lastName,
    language,
    attributes: contact.attributes as Record<string, AttributeValue>,
    createdAt,
    updatedAt,
    groups: groups.get(id) ?? [],
    tracking: {
      opens: trackOpens,
      clicks: trackClicks,
      source: trackSource,
      at: trackAt,
      defaults: { opens: workspace?.trackOpens ?? 'aggregate', clicks: workspace?.trackClicks ?? 'aggregate' },
    },
    deliverability: {
      state: facts.deliverability,
      at: address?.deliverabilityAt ?? null,
      reason: address?.reason ?? null,
      softBounces: address?.softBounces ?? 0,
    },
    merges: await mergesOf(ctx, id),
    block: { at: address?.blockedAt ?? null, reason: address?.blockedReason ?? null, certified: facts.certified },
    topics: topics.map((topic) => {
      const subscription = subscriptions.find((one) => one.topicId === topic.id);
      const proof = evidence.find((one) => one.id === subscription?.evidenceId);
      return {
        ...topic,
        ...sendingStatus({ ...facts, subscription: subscription?.state ?? null }),
        subscription: subscription
          ? { state: subscription.state, at: subscription.stateAt, basis: subscription.basis }
          : null,
        evidence: proof
          ? { source: proof.source, at: proof.at, text: proof.text, address: proof.address, form: formOf(proof) }
          : null,
      };
    }),
  };
}

const kindsOf: Record<(typeof changeKinds)[number], ChangeKind[]> = {
  data: ['created', 'updated', 'imported', 'merged', 'unmerged', 'restored'],
  consent: ['subscribed', 'unsubscribed'],
  tracking: ['tracking'],
  sending: ['blocked', 'unblocked', 'bounced', 'complained'],
};

/**
 * What changed in a contact's life and those of the contacts merged into it, newest first, each consent with its proof; what happened to
 * its messages is the deliveries' and tracking's to tell.
 */
export async function contactTimeline(ctx: TenantCtx, given: z.input<typeof contactTimelineInput>) {
  const input = contactTimelineInput.parse(given);
  const contact = await ctx.db.contact.findFirst({ where: { id: input.id }, select: { id: true } });
  if (!contact) throw new NotFound({ what: 'contact' });
  const rows = await ctx.db.contactChange.findMany({
    where: {
      contactId: { in: await historyIds(ctx, input.id) },
      ...(input.kind ? { kind: { in: kindsOf[input.kind] } } : {}),
      ...(input.cursor ? { id: { lt: input.cursor } } : {}),
    },
    orderBy: { id: 'desc' },
    take: input.limit + 1,
    select: { id: true, at: true, kind: true, actorName: true, detail: true },
  });
  const page = toPage(rows, input.limit, (row) => row.id);
  const told = page.rows.map((row) => ({ ...row, detail: row.detail as Record<string, unknown> }));
  const ids = told.flatMap(({ detail }) => (typeof detail.evidenceId === 'string' ? [detail.evidenceId] : []));
  const proofs = ids.length ? await ctx.db.evidence.findMany({ where: { id: { in: ids } } }) : [];
  return {
    ...page,
    rows: told.map((row) => {
      const proof = proofs.find((one) => one.id === row.detail.evidenceId);
      return {
        ...row,
        evidence: proof ? { source: proof.source, at: proof.at, text: proof.text, address: proof.address } : null,
      };
    }),
  };
}
