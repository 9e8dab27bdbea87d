import type { Prisma } from '#server/db/generated/client.ts';
import type { StaffCtx, SystemCtx } from '#server/lib/context.ts';
import { toPage } from '#shared/paging.ts';
import { providerSettings } from '../workspaces/index.ts';
import { activationUrlOf, planNameOf } from './activation-link.ts';
import { activationRefusal } from './purchase-state.ts';
import type { ListPurchasesInput, purchaseSources } from './schemas.ts';

const sources: Record<(typeof purchaseSources)[number], Prisma.PurchaseWhereInput> = {
  console: { createdBy: { not: null } },
  marketplace: { createdBy: null, externalRef: { not: null } },
  operator: { createdBy: null, externalRef: null },
};
const sourceOf = (row: { createdBy: string | null; externalRef: string | null }) =>
  row.createdBy ? ('console' as const) : row.externalRef ? ('marketplace' as const) : ('operator' as const);

/** Purchases, newest first; each with its plan's name, its customer where it has one, and its link while that opens. */
export async function listPurchases(ctx: StaffCtx | SystemCtx, input: ListPurchasesInput & { workspaceId?: string }) {
  const settings = await providerSettings(ctx);
  const contains = { contains: input.search ?? '', mode: 'insensitive' } as const;
  const where: Prisma.PurchaseWhereInput = {
    ...(input.cursor ? { id: { lt: input.cursor } } : {}),
    ...(input.state ? { state: input.state } : {}),
    ...(input.workspaceId ? { workspaceId: input.workspaceId } : {}),
    ...(input.plan ? { plan: input.plan } : {}),
    ...(input.source ? sources[input.source] : {}),
    ...(input.search ? { OR: [{ email: contains }, { customerName: contains }, { externalRef: contains }] } : {}),
  };
  const rows = await ctx.db.purchase.findMany({ where, orderBy: { id: 'desc' }, take: input.limit + 1 });
  const page = toPage(rows, input.limit, (row) => row.id);
  const ids = page.rows.flatMap((row) => (row.workspaceId ? [row.workspaceId] : []));
  const workspaces = await ctx.db.workspace.findMany({ where: { id: { in: ids } }, select: { id: true, name: true } });
  const names = new Map(workspaces.map((workspace) => [workspace.id, workspace.name]));
  const enquiries = await ctx.db.enquiry.findMany({
    where: { purchaseId: { in: page.rows.map((row) => row.id) } },
    select: { id: true, purchaseId: true },
  });
  const asked = new Map(enquiries.map((enquiry) => [enquiry.purchaseId, enquiry.id]));
  return {
    next: page.next,
    rows: page.rows.map((row) => ({
      ...row,
      planName: planNameOf(settings, row.plan),
      source: sourceOf(row),
      workspaceName: names.get(row.workspaceId ?? '') ?? null,
      enquiryId: asked.get(row.id) ?? null,
      refusal: activationRefusal(row, ctx.now()),
      activationUrl: activationRefusal(row, ctx.now()) === null ? activationUrlOf(row) : null,
    })),
  };
}
