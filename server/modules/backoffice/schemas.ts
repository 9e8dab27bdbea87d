import { z } from 'zod';
import { cursorPage } from '#shared/paging.ts';
import { staffRoles } from '#shared/permissions.ts';
import { username } from '../identity/schemas.ts';

export const workspaceStates = ['active', 'suspended', 'ended'] as const;

export const listCustomersInput = cursorPage.extend({
  search: z.string().trim().max(200).optional(),
  state: z.enum(workspaceStates).optional(),
  /** A plan's code: customers who activated it. */
  plan: z.string().max(20).optional(),
});
export type ListCustomersInput = z.infer<typeof listCustomersInput>;

export const customerIdInput = z.object({ workspaceId: z.uuid() });
export const customerAuditInput = cursorPage.extend({ workspaceId: z.uuid() });

export const verifyDomainInput = z.object({
  workspaceId: z.uuid(),
  domainId: z.uuid(),
  verified: z.boolean().default(true),
});

export const createStaffInput = z.object({
  username,
  email: z.email().max(254),
  name: z.string().trim().min(1).max(120),
  role: z.enum(staffRoles),
});
export const endStaffInput = z.object({ userId: z.uuid() });

export const setSettingInput = z.object({ key: z.string().max(80), value: z.unknown() });

export const failedJobsInput = z.object({
  queue: z.string().max(80).optional(),
  limit: z.number().int().min(1).max(100).default(50),
});
export const retryJobInput = z.object({ queue: z.string().max(80), jobId: z.uuid() });
export const retryMailInput = z.object({ systemMailId: z.uuid() });
