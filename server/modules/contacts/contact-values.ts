import type { TenantCtx } from '#server/lib/context.ts';
import { InvalidInput, NotFound } from '#server/lib/errors.ts';
import { checkAddress } from '#shared/address.ts';
import { type AttributeValue, parseAttributeValue } from './attribute-values.ts';

/** The address and its key, or InvalidInput with the reason of shared/address.ts. */
export function parseAddress(text: string): { address: string; addressKey: string } {
  const checked = checkAddress(text);
  if (!checked.valid) throw new InvalidInput({ field: 'address', reason: checked.reason });
  return { address: checked.address, addressKey: checked.normalised };
}

/** Values as given set over those kept, each by its attribute's type; null and '' take one away. */
export async function mergeAttributes(
  ctx: TenantCtx,
  kept: Record<string, AttributeValue>,
  given: Record<string, string | number | boolean | null>,
): Promise<Record<string, AttributeValue>> {
  const keys = Object.keys(given);
  if (keys.length === 0) return kept;
  const rows = await ctx.db.attribute.findMany({
    where: { key: { in: keys } },
    select: { key: true, type: true, choices: true },
  });
  const merged = new Map(Object.entries(kept));
  for (const [key, value] of Object.entries(given)) {
    const attribute = rows.find((row) => row.key === key);
    if (!attribute) throw new InvalidInput({ field: `attributes.${key}`, reason: 'attribute-unknown' });
    if (value === null || value === '') {
      merged.delete(key);
      continue;
    }
    const parsed = parseAttributeValue(attribute, value);
    if (parsed === undefined) throw new InvalidInput({ field: `attributes.${key}`, reason: 'attribute-value' });
    merged.set(key, parsed);
  }
  return Object.fromEntries(merged);
}

/** Makes a contact's groups exactly these; NotFound for a group that is not the workspace's. */
export async function setGroupsOf(ctx: TenantCtx, contactId: string, groupIds: readonly string[]): Promise<void> {
  const wanted = [...new Set(groupIds)];
  const found = await ctx.db.group.count({ where: { id: { in: wanted } } });
  if (found !== wanted.length) throw new NotFound({ what: 'group' });
  await ctx.db.groupMember.deleteMany({ where: { contactId, groupId: { notIn: wanted } } });
  await ctx.db.groupMember.createMany({
    data: wanted.map((groupId) => ({ workspaceId: ctx.workspace.id, groupId, contactId })),
    skipDuplicates: true,
  });
}
