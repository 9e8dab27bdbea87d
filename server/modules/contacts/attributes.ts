import type { z } from 'zod';
import { inTransaction } from '#server/db/client.ts';
import type { TenantCtx } from '#server/lib/context.ts';
import { InvalidInput, NotFound } from '#server/lib/errors.ts';
import { uuid7 } from '#server/lib/uuid.ts';
import { audit } from '../audit/index.ts';
import { freeAttributeKey } from './attribute-key.ts';
import type { AttributeShape } from './attribute-values.ts';
import { countChoices, countValues, dropAttributeValues } from './attributes.sql.ts';
import { createAttributeInput, type renameChoiceInput, type updateAttributeInput } from './schemas.ts';
import { type SensitiveKind, sensitiveKind } from './sensitive-words.ts';
import { type BulkStarted, startBulk } from './start-bulk.ts';

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
  if (input.choices !== undefined) await refuseUsed(ctx, input.id, input.choices);
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
    };
    await tx.db.attribute.updateMany({ where: { id: input.id }, data: after });
    if (input.position !== undefined) await placeAttribute(tx, input.id, input.position);
    await audit(tx, {
      action: 'contacts.update-attribute',
      subject: { kind: 'attribute', id: input.id, name: before.label },
      before: { label: before.label, choices: before.choices, position: before.position },
      after: { ...after, ...(input.position === undefined ? {} : { position: input.position }) },
    });
  });
}

/** A choice that contacts have is not dropped: it is renamed, or they are given another first. */
async function refuseUsed(ctx: TenantCtx, id: string, choices: readonly string[]): Promise<void> {
  const before = await ctx.db.attribute.findFirst({ where: { id } });
  if (!before) throw new NotFound({ what: 'attribute' });
  const dropped = before.choices.filter((choice) => !choices.includes(choice));
  if (before.type !== 'choice' || dropped.length === 0) return;
  for (const { choice, contacts } of await countChoices(ctx, before.key, dropped)) {
    if (contacts > 0) throw new InvalidInput({ field: 'choices', reason: 'choice-used', choice, contacts });
  }
}

/** Puts an attribute among the others: they are numbered anew. */
async function placeAttribute(ctx: TenantCtx, id: string, index: number): Promise<void> {
  const rows = await ctx.db.attribute.findMany({
    where: { id: { not: id } },
    select: { id: true },
    orderBy: [{ position: 'asc' }, { id: 'asc' }],
  });
  const ids = rows.map((row) => row.id).toSpliced(index, 0, id);
  for (const [position, each] of ids.entries())
    await ctx.db.attribute.updateMany({ where: { id: each }, data: { position } });
}

/** How many contacts have a value, for who is about to delete the attribute; of a choice how many have each. */
export async function attributeUse(ctx: TenantCtx, input: { id: string }) {
  const attribute = await ctx.db.attribute.findFirst({ where: { id: input.id } });
  if (!attribute) throw new NotFound({ what: 'attribute' });
  const { key, type, choices } = attribute;
  return {
    contacts: await countValues(ctx, key),
    choices: type === 'choice' ? await countChoices(ctx, key, choices) : [],
  };
}

/**
 * Renames a choice, and the contacts' values with it: an act on many contacts, with its progress and its undo. Answers the act, or null
 * where nobody had the choice.
 */
export async function renameChoice(
  ctx: TenantCtx,
  { id, from, to }: z.infer<typeof renameChoiceInput>,
): Promise<BulkStarted | null> {
  const key = await inTransaction(ctx, async (tx) => {
    const attribute = await tx.db.attribute.findFirst({ where: { id } });
    if (!attribute) throw new NotFound({ what: 'attribute' });
    const { choices } = attribute;
    if (!choices.includes(from)) throw new InvalidInput({ field: 'from', reason: 'choice-unknown' });
    if (choices.some((choice) => choice !== from && choice.toLowerCase() === to.toLowerCase())) {
      throw new InvalidInput({ field: 'to', reason: 'name-taken' });
    }
    const renamed = choices.map((choice) => (choice === from ? to : choice));
    await tx.db.attribute.updateMany({ where: { id }, data: { choices: renamed } });
    await audit(tx, {
      action: 'contacts.update-attribute',
      subject: { kind: 'attribute', id, name: attribute.label },
      before: { choices },
      after: { choices: renamed },
    });
    return attribute.key;
  });
  const had = await countChoices(ctx, key, [from]);
  if (!had[0]?.contacts) return null;
  return startBulk(ctx, {
    act: { kind: 'set-attribute', key, value: to },
    target: { selection: { attributes: [{ key, op: 'is', values: [from] }] } },
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
