import { inTransaction } from '#server/db/client.ts';
import type { Prisma } from '#server/db/generated/client.ts';
import type { TenantCtx } from '#server/lib/context.ts';
import { type AttributeValue, parseAttributeValue } from './attribute-values.ts';
import { parseAddress } from './contact-values.ts';
import { createContact } from './create-contact.ts';
import { recordChange } from './record-change.ts';
import { subscribe } from './set-subscription.ts';
import { setTracking } from './set-tracking.ts';
import { defaultTopic } from './topics.ts';

export type Confirmed = {
  address: string;
  firstName: string;
  lastName: string;
  language: string;
  attributes: Record<string, AttributeValue>;
  groupIds: string[];
  /** What is consented to; topics that are gone by now are left out, and the default one stands in for none. */
  topicIds: string[];
  /** The words agreed to. */
  text: string;
  /** The words agreed to about individual tracking; null: not asked or not ticked, and nothing is lowered. */
  tracking: string | null;
  /** What else the evidence keeps. */
  detail: Prisma.InputJsonObject;
};

/**
 * A person who confirmed by the mail sent to their own address: made a contact, or completed. What is recorded already is never
 * written over, groups are only added; a new consent ends an unsubscription, and lifts neither block nor complaint. Throws
 * QuotaExceeded.
 */
export async function addConfirmed(ctx: TenantCtx, input: Confirmed): Promise<{ contactId: string; created: boolean }> {
  const { addressKey } = parseAddress(input.address);
  return inTransaction(ctx, async (tx) => {
    const attributes = await stillFitting(tx, input.attributes);
    const known = await tx.db.contact.findFirst({ where: { addressKey } });
    const contactId =
      known?.id ??
      (
        await createContact(tx, {
          address: input.address,
          firstName: input.firstName,
          lastName: input.lastName,
          language: input.language,
          attributes,
        })
      ).id;
    if (known) {
      const kept = known.attributes as Record<string, AttributeValue>;
      const added = {
        ...(known.firstName === '' && input.firstName !== '' ? { firstName: input.firstName } : {}),
        ...(known.lastName === '' && input.lastName !== '' ? { lastName: input.lastName } : {}),
        ...(known.language === null ? { language: input.language } : {}),
        ...(Object.keys(attributes).some((key) => !(key in kept)) ? { attributes: { ...attributes, ...kept } } : {}),
      };
      const fields = Object.keys(added);
      if (fields.length > 0) {
        await tx.db.contact.updateMany({ where: { id: contactId }, data: { ...added, updatedAt: ctx.now() } });
        await recordChange(tx, contactId, 'updated', { fields });
      }
    }
    const groups = await tx.db.group.findMany({ where: { id: { in: input.groupIds } }, select: { id: true } });
    await tx.db.groupMember.createMany({
      data: groups.map(({ id }) => ({ workspaceId: ctx.workspace.id, groupId: id, contactId })),
      skipDuplicates: true,
    });
    const topics = await tx.db.topic.findMany({ where: { id: { in: input.topicIds } }, select: { id: true } });
    const wanted = topics.length > 0 ? topics : [await defaultTopic(tx)];
    const { text, detail } = input;
    for (const { id: topicId } of wanted) {
      await subscribe(tx, { contactId, topicId, basis: 'consent', source: 'form', text, detail });
    }
    if (input.tracking !== null) {
      const levels = { opens: 'individual', clicks: 'individual' } as const;
      await setTracking(tx, { contactId, ...levels, evidence: input.tracking, source: 'form', detail });
    }
    return { contactId, created: !known };
  });
}

/** Values whose attribute is still there and still of a type that takes them. */
async function stillFitting(
  ctx: TenantCtx,
  given: Record<string, AttributeValue>,
): Promise<Record<string, AttributeValue>> {
  const rows = await ctx.db.attribute.findMany({
    where: { key: { in: Object.keys(given) } },
    select: { key: true, type: true, choices: true },
  });
  const fitting: Record<string, AttributeValue> = {};
  for (const row of rows) {
    const value = given[row.key];
    const parsed = value === undefined ? undefined : parseAttributeValue(row, value);
    if (parsed !== undefined && parsed !== '') fitting[row.key] = parsed;
  }
  return fitting;
}
