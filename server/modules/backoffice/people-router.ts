import { z } from 'zod';
import { router, staffProcedure } from '#server/trpc/procedures.ts';
import { createMarketplace, endMarketplace, listMarketplaces } from '../billing/index.ts';
import { createMarketplaceInput, marketplaceIdInput } from '../billing/schemas.ts';
import { answerReport, closeReport, listAllReports } from '../compliance/index.ts';
import { answerReportInput, closeReportInput, reportsInput } from '../compliance/schemas.ts';
import { endStaffAccess, listStaffAccesses, openStaffAccess } from '../identity/index.ts';
import { endStaffAccessInput, openStaffAccessInput } from '../identity/schemas.ts';
import { findWorkspace } from '../workspaces/index.ts';
import { flagParticularInput } from '../workspaces/schemas.ts';
import { closeFlag, customerParticulars, flagParticular } from './particulars-flags.ts';
import { customerAuditInput, customerIdInput } from './schemas.ts';

/** The staff's ways into customers' workspaces. */
export const accessesRouter = router({
  list: staffProcedure('staff:read')
    .input(customerAuditInput)
    .query(async ({ ctx, input: { workspaceId, ...input } }) => {
      const page = await listStaffAccesses(await findWorkspace(ctx.staffCtx, workspaceId), input);
      const self = ctx.session?.userId;
      return { ...page, rows: page.rows.map((row) => ({ ...row, own: row.userId === self })) };
    }),
  open: staffProcedure('staff:access')
    .input(openStaffAccessInput)
    .mutation(({ ctx, input }) => openStaffAccess(ctx.staffCtx, input)),
  end: staffProcedure('staff:access')
    .input(endStaffAccessInput)
    .mutation(({ ctx, input }) => endStaffAccess(ctx.staffCtx, ctx.staffRole, input)),
});

export const particularsRouter = router({
  get: staffProcedure('staff:read')
    .input(customerIdInput)
    .query(({ ctx, input }) => customerParticulars(ctx.staffCtx, input.workspaceId)),
  flag: staffProcedure('staff:access')
    .input(flagParticularInput)
    .mutation(({ ctx, input }) => flagParticular(ctx.staffCtx, input)),
  close: staffProcedure('staff:access')
    .input(z.object({ workspaceId: z.uuid(), flagId: z.uuid() }))
    .mutation(({ ctx, input }) => closeFlag(ctx.staffCtx, input)),
});

export const marketplacesRouter = router({
  list: staffProcedure('staff:settings').query(({ ctx }) => listMarketplaces(ctx.staffCtx)),
  create: staffProcedure('staff:settings')
    .input(createMarketplaceInput)
    .mutation(({ ctx, input }) => createMarketplace(ctx.staffCtx, input)),
  end: staffProcedure('staff:settings')
    .input(marketplaceIdInput)
    .mutation(({ ctx, input }) => endMarketplace(ctx.staffCtx, input.marketplaceId)),
});

export const reportsRouter = router({
  list: staffProcedure('staff:read')
    .input(reportsInput)
    .query(({ ctx, input }) => listAllReports(ctx.staffCtx, input)),
  answer: staffProcedure('staff:access')
    .input(answerReportInput)
    .mutation(({ ctx, input }) => answerReport(ctx.staffCtx, input)),
  close: staffProcedure('staff:access')
    .input(closeReportInput)
    .mutation(({ ctx, input }) => closeReport(ctx.staffCtx, input)),
});
