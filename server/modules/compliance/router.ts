import { protectedProcedure, router } from '#server/trpc/procedures.ts';
import { listReports } from './list-reports.ts';
import { makeReport } from './make-report.ts';
import { makeReportInput, reportsInput } from './schemas.ts';

const reporting = protectedProcedure('report');

export const complianceRouter = router({
  reports: reporting.input(reportsInput).query(({ ctx, input }) => listReports(ctx.tenant, ctx.role, input)),
  // People and mail are the platform's: the verb works on the wide context and names the workspace that was asked for.
  makeReport: reporting
    .input(makeReportInput)
    .mutation(({ ctx, input }) => makeReport(ctx.personCtx(), ctx.tenant.workspace, ctx.role, input)),
});
