import type { Enquiry, Prisma } from '#server/db/generated/client.ts';
import type { StaffCtx, SystemCtx } from '#server/lib/context.ts';
import { NotFound } from '#server/lib/errors.ts';
import { toPage } from '#shared/paging.ts';
import { providerSettings } from '../workspaces/index.ts';
import type { ProviderSettings } from '../workspaces/schemas.ts';
import { planNameOf } from './activation-link.ts';
import type { ListEnquiriesInput } from './schemas.ts';

const shown = (settings: ProviderSettings, { twin: _, ...row }: Enquiry) => ({
  ...row,
  planName: row.plan === null ? null : planNameOf(settings, row.plan),
});

/** What visitors asked for, newest first. */
export async function listEnquiries(ctx: StaffCtx | SystemCtx, input: ListEnquiriesInput) {
  const settings = await providerSettings(ctx);
  const contains = { contains: input.search ?? '', mode: 'insensitive' } as const;
  const where: Prisma.EnquiryWhereInput = {
    ...(input.cursor ? { id: { lt: input.cursor } } : {}),
    ...(input.state ? { state: input.state } : {}),
    ...(input.search ? { OR: [{ name: contains }, { company: contains }, { email: contains }] } : {}),
  };
  const rows = await ctx.db.enquiry.findMany({ where, orderBy: { id: 'desc' }, take: input.limit + 1 });
  const page = toPage(rows, input.limit, (row) => row.id);
  return { ...page, rows: page.rows.map((row) => shown(settings, row)) };
}

/** What nobody has answered, the longest waiting first. */
export async function openEnquiries(ctx: StaffCtx | SystemCtx, most: number) {
  const settings = await providerSettings(ctx);
  const where = { state: 'open' } as const;
  const rows = await ctx.db.enquiry.findMany({ where, orderBy: { stateAt: 'asc' }, take: most });
  return rows.map((row) => shown(settings, row));
}

/** One enquiry, with the address of the sale that came of it. NotFound. */
export async function getEnquiry(ctx: StaffCtx | SystemCtx, id: string) {
  const row = await ctx.db.enquiry.findUnique({ where: { id } });
  if (!row) throw new NotFound({ what: 'enquiry' });
  const sale = row.purchaseId
    ? await ctx.db.purchase.findUnique({ where: { id: row.purchaseId }, select: { id: true, email: true } })
    : null;
  return { ...shown(await providerSettings(ctx), row), sale };
}
