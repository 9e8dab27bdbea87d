import { inTransaction } from '#server/db/client.ts';
import type { TenantCtx } from '#server/lib/context.ts';
import { InvalidInput, QuotaExceeded } from '#server/lib/errors.ts';
import { uuid7 } from '#server/lib/uuid.ts';
import { audit } from '../audit/index.ts';
import { limitOf } from '../workspaces/index.ts';
import { mergeAttributes, parseAddress, setGroupsOf } from './contact-values.ts';
import { recordChange } from './record-change.ts';
import { type CreateContactInput, createContactInput } from './schemas.ts';
import { subscribe } from './set-subscription.ts';
import { defaultTopic } from './topics.ts';

/**
 * Makes a contact, subscribed where a consent with its evidence comes along. Throws InvalidInput (`address-taken` when the
 * workspace has the address already) and QuotaExceeded.
 */
export async function createContact(ctx: TenantCtx, given: CreateContactInput): Promise<{ id: string }> {
  const input = createContactInput.parse(given);
  const { address, addressKey } = parseAddress(input.address);
  return inTransaction(ctx, async (tx) => {
    const twin = await tx.db.contact.findFirst({ where: { addressKey }, select: { id: true } });
    if (twin) throw new InvalidInput({ field: 'address', reason: 'address-taken', id: twin.id });
    const limit = await limitOf(tx, 'newsletter', 'contacts');
    if (limit !== undefined && (await tx.db.contact.count()) >= limit)
      throw new QuotaExceeded({ what: 'contacts', limit });
    const id = uuid7(ctx.now().getTime());
    await tx.db.contact.create({
      data: {
        workspaceId: ctx.workspace.id,
        id,
        address,
        addressKey,
        firstName: input.firstName,
        lastName: input.lastName,
        language: input.language,
        attributes: await mergeAttributes(tx, {}, input.attributes),
        createdAt: ctx.now(),
        updatedAt: ctx.now(),
      },
    });
    if (input.groupIds.length) await setGroupsOf(tx, id, input.groupIds);
    await recordChange(tx, id, 'created');
    await audit(tx, { action: 'contacts.create', subject: { kind: 'contact', id } });
    if (input.consent) {
      const topicId = input.consent.topicId ?? (await defaultTopic(tx)).id;
      await subscribe(tx, {
        contactId: id,
        topicId,
        basis: input.consent.basis,
        source: 'manual',
        text: input.consent.text,
      });
    }
    return { id };
  });
}
