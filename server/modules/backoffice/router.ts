import { router, staffProcedure } from '#server/trpc/procedures.ts';
import { staffMay } from '#shared/permissions.ts';
import {
  cancelPurchase,
  createPurchase,
  getEnquiry,
  handleEnquiry,
  listEnquiries,
  listPurchases,
  markPaid,
  renewActivation,
} from '../billing/index.ts';
import {
  createPurchaseInput,
  enquiryIdInput,
  handleEnquiryInput,
  listEnquiriesInput,
  listPurchasesInput,
  purchaseIdInput,
} from '../billing/schemas.ts';
import { verifySendingDomain } from '../domains/index.ts';
import { createStaff } from '../identity/index.ts';
import { retrySystemMail } from '../notifications/index.ts';
import { providerSettings, resetProviderSetting, setProviderSetting } from '../workspaces/index.ts';
import { listAllAudit, listCustomerAudit } from './audit-log.ts';
import { customerCampaigns, customerFacts, listCustomers } from './customers.ts';
import { useByMonth } from './health.sql.ts';
import { discardJob, failedJobs, listProcesses, queueFigures, retryJob } from './jobs.sql.ts';
import { lookAtAttempts, lookAtDeliveries } from './look-at-deliveries.ts';
import { accessesRouter, marketplacesRouter, particularsRouter, reportsRouter } from './people-router.ts';
import {
  consoleAuditInput,
  createStaffInput,
  customerAuditInput,
  customerIdInput,
  deliverySearch,
  endStaffInput,
  failedJobsInput,
  listCustomersInput,
  lookAtAttemptsInput,
  retryJobInput,
  retryMailInput,
  setSettingInput,
  settingKeyInput,
  suspendInput,
  verifyDomainInput,
} from './schemas.ts';
import { listSettings } from './settings.ts';
import { endStaff, listStaff } from './staff.ts';
import { resetStaffSecondFactor, sendStaffReset } from './staff-help.ts';
import { resumeWorkspace, suspendWorkspace } from './suspend-workspace.ts';
import { today } from './today.ts';

const purchases = router({
  // An activation link is a bearer secret: only who may sell sees it.
  list: staffProcedure('staff:read')
    .input(listPurchasesInput)
    .query(async ({ ctx, input }) => {
      const page = await listPurchases(ctx.staffCtx, input);
      if (staffMay(ctx.staffRole, 'staff:purchases')) return page;
      return { ...page, rows: page.rows.map((row) => ({ ...row, activationUrl: null })) };
    }),
  create: staffProcedure('staff:purchases')
    .input(createPurchaseInput)
    .mutation(async ({ ctx, input }) => ({ id: (await createPurchase(ctx.staffCtx, input)).id })),
  markPaid: staffProcedure('staff:purchases')
    .input(purchaseIdInput)
    .mutation(async ({ ctx, input }) => void (await markPaid(ctx.staffCtx, input.purchaseId))),
  cancel: staffProcedure('staff:purchases')
    .input(purchaseIdInput)
    .mutation(async ({ ctx, input }) => void (await cancelPurchase(ctx.staffCtx, input.purchaseId))),
  renew: staffProcedure('staff:purchases')
    .input(purchaseIdInput)
    .mutation(async ({ ctx, input }) => void (await renewActivation(ctx.staffCtx, input.purchaseId))),
});

const enquiries = router({
  list: staffProcedure('staff:read')
    .input(listEnquiriesInput)
    .query(({ ctx, input }) => listEnquiries(ctx.staffCtx, input)),
  get: staffProcedure('staff:read')
    .input(enquiryIdInput)
    .query(({ ctx, input }) => getEnquiry(ctx.staffCtx, input.enquiryId)),
  handle: staffProcedure('staff:purchases')
    .input(handleEnquiryInput)
    .mutation(({ ctx, input }) => handleEnquiry(ctx.staffCtx, input)),
});

const customers = router({
  list: staffProcedure('staff:read')
    .input(listCustomersInput)
    .query(({ ctx, input }) => listCustomers(ctx.staffCtx, input)),
  get: staffProcedure('staff:read')
    .input(customerIdInput)
    .query(({ ctx, input }) =>
      customerFacts(ctx.staffCtx, input.workspaceId, { withLinks: staffMay(ctx.staffRole, 'staff:purchases') }),
    ),
  audit: staffProcedure('staff:read')
    .input(customerAuditInput)
    .query(({ ctx, input: { workspaceId, ...input } }) => listCustomerAudit(ctx.staffCtx, workspaceId, input)),
  use: staffProcedure('staff:read')
    .input(customerIdInput)
    .query(({ ctx, input }) => useByMonth(ctx.staffCtx, input.workspaceId)),
  campaigns: staffProcedure('staff:read')
    .input(customerIdInput)
    .query(({ ctx, input }) => customerCampaigns(ctx.staffCtx, input.workspaceId)),
  suspend: staffProcedure('staff:content')
    .input(suspendInput)
    .mutation(({ ctx, input }) => suspendWorkspace(ctx.staffCtx, input)),
  resume: staffProcedure('staff:content')
    .input(suspendInput)
    .mutation(({ ctx, input }) => resumeWorkspace(ctx.staffCtx, input)),
  verifyDomain: staffProcedure('staff:domains')
    .input(verifyDomainInput)
    .mutation(({ ctx, input }) => verifySendingDomain(ctx.staffCtx, input)),
});

const staff = router({
  list: staffProcedure('staff:people').query(({ ctx }) => listStaff(ctx.staffCtx)),
  create: staffProcedure('staff:people')
    .input(createStaffInput)
    .mutation(async ({ ctx, input }) => {
      const { user, password } = await createStaff(ctx.staffCtx, input);
      return { username: user.username, password };
    }),
  end: staffProcedure('staff:people')
    .input(endStaffInput)
    .mutation(({ ctx, input }) => endStaff(ctx.staffCtx, input.userId)),
  sendReset: staffProcedure('staff:people')
    .input(endStaffInput)
    .mutation(({ ctx, input }) => sendStaffReset(ctx.staffCtx, input.userId)),
  resetSecondFactor: staffProcedure('staff:people')
    .input(endStaffInput)
    .mutation(({ ctx, input }) => resetStaffSecondFactor(ctx.staffCtx, input.userId)),
});

const settings = router({
  list: staffProcedure('staff:settings').query(({ ctx }) => listSettings(ctx.staffCtx)),
  set: staffProcedure('staff:settings')
    .input(setSettingInput)
    .mutation(({ ctx, input }) => setProviderSetting(ctx.staffCtx, input.key, input.value)),
  reset: staffProcedure('staff:settings')
    .input(settingKeyInput)
    .mutation(({ ctx, input }) => resetProviderSetting(ctx.staffCtx, input.key)),
});

const jobs = router({
  queues: staffProcedure('staff:read').query(({ ctx }) => queueFigures(ctx.staffCtx)),
  failed: staffProcedure('staff:read')
    .input(failedJobsInput)
    .query(({ ctx, input }) => failedJobs(ctx.staffCtx, input)),
  retry: staffProcedure('staff:settings')
    .input(retryJobInput)
    .mutation(({ ctx, input }) => retryJob(ctx.staffCtx, input)),
  discard: staffProcedure('staff:settings')
    .input(retryJobInput)
    .mutation(({ ctx, input }) => discardJob(ctx.staffCtx, input)),
  processes: staffProcedure('staff:read').query(({ ctx }) => listProcesses(ctx.staffCtx)),
});

// Each look is on record, so a look is an act: what refetches by itself would look without anybody.
const deliveries = router({
  search: staffProcedure('staff:access')
    .input(deliverySearch)
    .mutation(({ ctx, input }) => lookAtDeliveries(ctx.staffCtx, input)),
  attempts: staffProcedure('staff:access')
    .input(lookAtAttemptsInput)
    .mutation(({ ctx, input }) => lookAtAttempts(ctx.staffCtx, input)),
});

export const backofficeRouter = router({
  /** Who I am here, and so which buttons a page draws. */
  role: staffProcedure('staff:read').query(({ ctx }) => ctx.staffRole),
  plans: staffProcedure('staff:read').query(
    async ({ ctx }) => (await providerSettings(ctx.staffCtx))['catalogue.plans'],
  ),
  today: staffProcedure('staff:read').query(({ ctx }) => today(ctx.staffCtx)),
  audit: staffProcedure('staff:read')
    .input(consoleAuditInput)
    .query(({ ctx, input }) => listAllAudit(ctx.staffCtx, input)),
  retryMail: staffProcedure('staff:purchases')
    .input(retryMailInput)
    .mutation(({ ctx, input }) => retrySystemMail(ctx.staffCtx, input.systemMailId)),
  purchases,
  enquiries,
  customers,
  staff,
  settings,
  jobs,
  deliveries,
  accesses: accessesRouter,
  particulars: particularsRouter,
  marketplaces: marketplacesRouter,
  reports: reportsRouter,
});
