import { protectedProcedure, router } from '#server/trpc/procedures.ts';
import { listAudit } from './list-audit.ts';
import { listAuditInput } from './schemas.ts';

export const auditRouter = router({
  list: protectedProcedure('settings')
    .input(listAuditInput)
    .query(({ ctx, input }) => listAudit(ctx.tenant, input)),
});
