import { inTransaction } from '#server/db/client.ts';
import type { TenantCtx } from '#server/lib/context.ts';
import { InvalidInput, NotFound } from '#server/lib/errors.ts';
import { audit } from '../audit/index.ts';
import type { AttributeValue } from './attribute-values.ts';
import { mergeAttributes, parseAddress, setGroupsOf } from './contact-values.ts';
import { recordChange } from './record-change.ts';
import { type UpdateContactInput, updateContactInput } from './schemas.ts';

/** Changes what is given and leaves the rest. The timeline and the audit name the fields, not a person's data. */
export async function updateContact(ctx: TenantCtx, given: UpdateContactInput): Promise<void> {
  const input = updateContactInput.parse(given);
  await inTransaction(ctx, async (tx) => {
    const before = await tx.db.contact.findFirst({ where: { id: input.id } });
    if (!before) throw new NotFound({ what: 'contact' });
    const address = input.address === undefined ? undefined : parseAddress(input.address);
    if (address && address.addressKey !== before.addressKey) {
      const twin = await tx.db.contact.findFirst({ where: { addressKey: address.addressKey }, select: { id: true } });
      if (twin) throw new InvalidInput({ field: 'address', reason: 'address-taken', id: twin.id });
    }
    const after = {
      ...address,
      ...(input.firstName === undefined ? {} : { firstName: input.firstName }),
      ...(input.lastName === undefined ? {} : { lastName: input.lastName }),
      ...(input.language === undefined ? {} : { language: input.language }),
      ...(input.attributes === undefined
        ? {}
        : {
            attributes: await mergeAttributes(
              tx,
              before.attributes as Record<string, AttributeValue>,
              input.attributes,
            ),
          }),
    };
    const fields = Object.entries(after)
      .filter(([key, value]) => JSON.stringify(before[key as keyof typeof before]) !== JSON.stringify(value))
      .map(([key]) => key)
      .filter((key) => key !== 'addressKey');
    if (fields.length) {
      await tx.db.contact.updateMany({ where: { id: input.id }, data: { ...after, updatedAt: ctx.now() } });
    }
    if (input.groupIds !== undefined) {
      const groups = await tx.db.groupMember.findMany({ where: { contactId: input.id }, select: { groupId: true } });
      const old = groups.map((row) => row.groupId).sort();
      if (JSON.stringify(old) !== JSON.stringify([...new Set(input.groupIds)].sort())) {
        await setGroupsOf(tx, input.id, input.groupIds);
        fields.push('groups');
      }
    }
    if (fields.length === 0) return;
    await recordChange(tx, input.id, 'updated', { fields });
    await audit(tx, { action: 'contacts.update', subject: { kind: 'contact', id: input.id }, after: { fields } });
  });
}
