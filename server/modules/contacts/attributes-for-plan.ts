import type { TenantCtx } from '#server/lib/context.ts';
import { InvalidInput } from '#server/lib/errors.ts';
import { attributeKey } from './attribute-key.ts';
import type { AttributeShape } from './attribute-values.ts';
import { createAttribute } from './attributes.ts';
import type { ColumnTarget, ImportPlan } from './schemas.ts';

/**
 * The attributes that an import's columns go to, and the mapping in terms of them. A column that asks for a new attribute
 * gets a text one, made unless this is a trial; one of the same name that exists already (an earlier run made it) is taken.
 */
export async function attributesForPlan(
  ctx: TenantCtx,
  plan: Pick<ImportPlan, 'mapping'>,
  options: { create: boolean },
): Promise<{ attributes: Map<string, AttributeShape>; mapping: ColumnTarget[] }> {
  const rows = await ctx.db.attribute.findMany({ select: { key: true, label: true, type: true, choices: true } });
  const attributes = new Map<string, AttributeShape>(rows.map((row) => [row.key, row]));
  const mapping: ColumnTarget[] = [];
  for (const target of plan.mapping) {
    if (target.kind === 'attribute' && !attributes.has(target.key)) {
      throw new InvalidInput({ field: 'mapping', reason: 'attribute-unknown', key: target.key });
    }
    if (target.kind !== 'new-attribute') {
      mapping.push(target);
      continue;
    }
    const label = target.label.toLowerCase();
    let known = [...attributes.values()].find((attribute) => attribute.label.toLowerCase() === label);
    if (!known) {
      known = options.create
        ? await createAttribute(ctx, { label: target.label, type: 'text' })
        : { key: attributeKey(target.label), label: target.label, type: 'text', choices: [] };
      attributes.set(known.key, known);
    }
    mapping.push({ kind: 'attribute', key: known.key });
  }
  return { attributes, mapping };
}
