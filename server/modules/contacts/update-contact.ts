import { inTransaction } from '#server/db/client.ts';
import type { TenantCtx } from '#server/lib/context.ts';
import { InvalidInput, NotFound } from '#server/lib/errors.ts';
import { audit } from '../audit/index.ts';
import type { AttributeValue } from './attribute-values.ts';
import { mergeAttributes, parseAddress, setGroupsOf } from './contact-values.ts';
import { recordChange } from './record-change.ts';
import { type UpdateContactInput, updateContactInput } from './schemas.ts';

/**
 * Changes what is given and leaves the rest. The timeline says what each field was and became, and goes with the contact; the audit,
 * which stays, names the fields and not a person's data.
 */
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
    const told = changesOf(before, after, fields);
    if (fields.length) {
      await tx.db.contact.updateMany({ where: { id: input.id }, data: { ...after, updatedAt: ctx.now() } });
    }
    if (input.groupIds !== undefined) {
      const groups = await tx.db.groupMember.findMany({ where: { contactId: input.id }, select: { groupId: true } });
      const old = groups.map((row) => row.groupId).sort();
      if (JSON.stringify(old) !== JSON.stringify([...new Set(input.groupIds)].sort())) {
        await setGroupsOf(tx, input.id, input.groupIds);
        fields.push('groups');
        told.push({ field: 'groups', ...(await groupNames(tx, old, input.groupIds)) });
      }
    }
    if (fields.length === 0) return;
    await recordChange(tx, input.id, 'updated', { fields, changes: told });
    await audit(tx, { action: 'contacts.update', subject: { kind: 'contact', id: input.id }, after: { fields } });
  });
}

type Told = { field: string; before: AttributeValue | null; after: AttributeValue | null };
type Fields = { [key: string]: unknown; attributes?: unknown };

/** Each field with what it was and what it became; an attribute by its key. */
function changesOf(before: Fields, after: Fields, fields: readonly string[]): Told[] {
  return fields.flatMap((field): Told[] => {
    if (field !== 'attributes') return [{ field, before: textOf(before[field]), after: textOf(after[field]) }];
    const [old, now] = [before, after].map((one) => new Map(Object.entries((one.attributes ?? {}) as object)));
    const keys = new Set([...(old?.keys() ?? []), ...(now?.keys() ?? [])]);
    return [...keys]
      .filter((key) => old?.get(key) !== now?.get(key))
      .map((key) => ({
        field: `attributes.${key}`,
        before: textOf(old?.get(key)),
        after: textOf(now?.get(key)),
      }));
  });
}

const textOf = (value: unknown): AttributeValue | null =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null;

async function groupNames(ctx: TenantCtx, before: readonly string[], after: readonly string[]) {
  const rows = await ctx.db.group.findMany({
    where: { id: { in: [...before, ...after] } },
    select: { id: true, name: true },
  });
  const named = (ids: readonly string[]) =>
    rows
      .filter((row) => ids.includes(row.id))
      .map((row) => row.name)
      .sort()
      .join(', ');
  return { before: named(before), after: named(after) };
}
