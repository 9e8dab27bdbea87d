import type { Entitlement, Feature } from '#server/db/generated/client.ts';
import type { TenantCtx } from '#server/lib/context.ts';
import { NotEntitled } from '#server/lib/errors.ts';
import { uuid7 } from '#server/lib/uuid.ts';
import { audit } from '../audit/index.ts';

const isActive = (entitlement: Entitlement, now: Date) =>
  entitlement.from <= now && (entitlement.until === null || entitlement.until > now);

/** What the workspace may use now. */
export async function entitlementsOf(ctx: TenantCtx): Promise<Entitlement[]> {
  const all = await ctx.db.entitlement.findMany({ orderBy: { from: 'asc' } });
  return all.filter((entitlement) => isActive(entitlement, ctx.now()));
}

/** Throws NotEntitled unless the feature is bought and running: navigation, procedures, routes and jobs ask this one. */
export async function entitled(ctx: TenantCtx, feature: Feature): Promise<Entitlement> {
  const found = (await entitlementsOf(ctx)).find((entitlement) => entitlement.feature === feature);
  if (!found) throw new NotEntitled({ feature });
  return found;
}

/** A bought limit, e.g. `contacts`; the largest where several purchases give it, undefined where none limits it. */
export async function limitOf(ctx: TenantCtx, feature: Feature, name: string): Promise<number | undefined> {
  const values = (await entitlementsOf(ctx))
    .filter((entitlement) => entitlement.feature === feature)
    .map((entitlement) => (entitlement.limits as Record<string, unknown>)[name])
    .filter((value): value is number => typeof value === 'number');
  return values.length ? Math.max(...values) : undefined;
}

export type EntitlementGrant = {
  feature: Feature;
  from: Date;
  until: Date | null;
  trial: boolean;
  purchaseId: string | null;
  limits: Record<string, number>;
};

/** Gives a feature; called by billing when a purchase is activated. */
export async function grantEntitlement(ctx: TenantCtx, grant: EntitlementGrant): Promise<void> {
  await ctx.db.entitlement.create({ data: { id: uuid7(), workspaceId: ctx.workspace.id, ...grant } });
  await audit(ctx, {
    action: 'workspaces.grant-entitlement',
    subject: { kind: 'workspace', id: ctx.workspace.id, name: ctx.workspace.name },
    after: { feature: grant.feature, until: grant.until, trial: grant.trial },
  });
}
