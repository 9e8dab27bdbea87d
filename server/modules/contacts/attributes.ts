import type { z } from 'zod';
import { inTransaction } from '#server/db/client.ts';
import type { TenantCtx } from '#server/lib/context.ts';
import { InvalidInput, NotFound } from '#server/lib/errors.ts';
import { uuid7 } from '#server/lib/uuid.ts';
import { audit } from '../audit/index.ts';
import { freeAttributeKey } from './attribute-key.ts';
import type { AttributeShape } from './attribute-values.ts';
import { dropAttributeValues } from './attributes.sql.ts';
import { createAttributeInput, type updateAttributeInput } from './schemas.ts';
import { type SensitiveKind, sensitiveKind } from './sensitive-words.ts';

const MAX_ATTRIBUTES = 100;
export type Attribute = AttributeShape & { id: string; position: number; sensitive: SensitiveKind | null };

/** In the customer's order; `sensitive` says what a label looks like that it should not hold (H26). */
export async function listAttributes(ctx: TenantCtx): Promise<Attribute[]> {
  const rows = await ctx.db.attribute.findMany({ orderBy: [{ position: 'asc' }, { id: 'asc' }] });
  return rows.map(({ id, key, label, type, choices, position }) => ({
    id,
    key,
    label,
    type,
    choices,
    position,
    sensitive: sensitiveKind(label),
  }));
}

/** Makes an attribute; its key comes from the label and never changes. */
export async function createAttribute(ctx: TenantCtx, input: z.input<typeof createAttributeInput>): Promise<Attribute> {
  const { label, type, choices } = createAttributeInput.parse(input);
  if (type === 'choice' && choices.length === 0) throw new InvalidInput({ field: 'choices', reason: 'no-choices' });
  return inTransaction(ctx, async (tx) => {
    const existing = await tx.db.attribute.findMany({ select: { key: true, label: true } });
    if (existing.length >= MAX_ATTRIBUTES) throw new InvalidInput({ field: 'label', reason: 'too-many-attributes' });
    if (existing.some((one) => one.label.toLowerCase() === label.toLowerCase())) {
      throw new InvalidInput({ field: 'label', reason: 'name-taken' });
    }
    const id = uuid7(ctx.now().getTime());
    const key = freeAttributeKey(label, new Set(existing.map((one) => one.key)));
    const position = existing.length;
    await tx.db.attribute.create({
      data: {
        workspaceId: ctx.workspace.id,
        id,
        key,
        label,
        type,
        choices: type === 'choice' ? choices : [],
        position,
      },
    });
    await audit(tx, {
      action: 'contacts.create-attribute',
      subject: { kind: 'attribute', id, name: label },
      after: { key, type },
    });
    return { id, key, label, type, choices, position, sensitive: sensitiveKind(label) };
  });
}

/** Changes label, choices or place; type and key stay, since values and texts depend on them. */
export async function updateAttribute(ctx: TenantCtx, input: z.infer<typeof updateAttributeInput>): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const before = await tx.db.attribute.findFirst({ where: { id: input.id } });
    if (!before) throw new NotFound({ what: 'attribute' });
    if (before.type === 'choice' && input.choices?.length === 0) {
      throw new InvalidInput({ field: 'choices', reason: 'no-choices' });
    }
    const label = input.label;
    if (label && label.toLowerCase() !== before.label.toLowerCase()) {
      const twin = await tx.db.attribute.findFirst({ where: { label: { equals: label, mode: 'insensitive' } } });
      if (twin) throw new InvalidInput({ field: 'label', reason: 'name-taken' });
    }
    const after = {
      ...(label === undefined ? {} : { label }),
      ...(input.choices === undefined || before.type !== 'choice' ? {} : { choices: input.choices }),
      ...(input.position === undefined ? {} : { position: input.position }),
    };
    await tx.db.attribute.updateMany({ where: { id: input.id }, data: after });
    await audit(tx, {
      action: 'contacts.update-attribute',
      subject: { kind: 'attribute', id: input.id, name: before.label },
      before: { label: before.label, choices: before.choices, position: before.position },
      after,
    });
  });
}

/** Deletes an attribute and its value in every contact. */
export async function deleteAttribute(ctx: TenantCtx, input: { id: string }): Promise<void> {
  await inTransaction(
    ctx,
    async (tx) => {
      const attribute = await tx.db.attribute.findFirst({ where: { id: input.id } });
      if (!attribute) throw new NotFound({ what: 'attribute' });
      await tx.db.attribute.deleteMany({ where: { id: input.id } });
      const contacts = await dropAttributeValues(tx, attribute.key);
      await audit(tx, {
        action: 'contacts.delete-attribute',
        subject: { kind: 'attribute', id: input.id, name: attribute.label },
        before: { key: attribute.key, type: attribute.type, contacts },
      });
    },
    { timeoutMs: 120_000 },
  );
}
