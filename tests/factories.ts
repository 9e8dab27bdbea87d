import type { SystemCtx, TenantCtx } from '#server/lib/context.ts';
import { createWorkspace, grantEntitlement } from '#server/modules/workspaces/index.ts';
import { systemCtx } from './database.ts';

let serial = 0;

/** A workspace with the newsletter bought, and a context narrowed to it. */
export async function makeWorkspace(ctx: SystemCtx = systemCtx(), name = `Cliente ${++serial}`): Promise<TenantCtx> {
  const tenant = await createWorkspace(ctx, { name });
  await grantEntitlement(tenant, {
    feature: 'newsletter',
    from: new Date(0),
    until: null,
    trial: false,
    purchaseId: null,
    limits: { contacts: 2_000_000, messagesPerMonth: 10_000_000 },
  });
  return tenant;
}
