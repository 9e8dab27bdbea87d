import { z } from 'zod';
import { cursorPage } from '#shared/paging.ts';
import { staffRoles } from '#shared/permissions.ts';
import { listAuditInput } from '../audit/schemas.ts';
import { deliveryStates } from '../deliveries/schemas.ts';
import { username } from '../identity/schemas.ts';
import { customerSorts, workspaceStates } from './values.ts';

export * from './values.ts';

/** 0 well, 1 to be watched, 2 somebody must act. */
export type HealthLevel = 0 | 1 | 2;
export const healthKinds = [
  'suspended',
  'bounces',
  'complaints',
  'overdue',
  'failed-jobs',
  'flags',
  'domains',
] as const;
/** Why a customer's health is what it is; `share` of the messages, or a `count` of things. */
export type HealthReason = { kind: (typeof healthKinds)[number]; level: 1 | 2; share?: number; count?: number };

export const listCustomersInput = cursorPage.extend({
  search: z.string().trim().max(200).optional(),
  state: z.enum(workspaceStates).optional(),
  /** A plan's code: customers who activated it. */
  plan: z.string().max(20).optional(),
  /** Only those with a trial that runs. */
  trial: z.boolean().optional(),
  health: z.union([z.literal(0), z.literal(1), z.literal(2)]).optional(),
  sort: z.enum(customerSorts).default('newest'),
  /** An id, and for other orders than the newest first what it was sorted by. */
  cursor: z
    .string()
    .max(500)
    .refine((text) => z.uuid().safeParse(text.slice(0, 36)).success)
    .nullish(),
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

export const settingKeyInput = z.object({ key: z.string().max(80) });

/** Why somebody looks or acts, in their own words. */
const purpose = z.string().trim().min(10).max(500);

export const suspendInput = z.object({ workspaceId: z.uuid(), reason: z.string().trim().min(10).max(1000) });
export type SuspendInput = z.infer<typeof suspendInput>;

const when = z.coerce.date();
export const deliverySearch = cursorPage.extend({
  purpose,
  address: z.string().trim().max(320).optional(),
  messageId: z.string().trim().max(300).optional(),
  workspaceId: z.uuid().optional(),
  state: z.enum(deliveryStates).optional(),
  /** The recipient's domain: its mailbox provider. */
  domain: z.string().trim().max(255).optional(),
  /** When the campaign began. */
  from: when.optional(),
  until: when.optional(),
  cursor: z
    .string()
    .length(72)
    .refine((text) => [text.slice(0, 36), text.slice(36)].every((id) => z.uuid().safeParse(id).success))
    .nullish(),
});
export type DeliverySearch = z.infer<typeof deliverySearch>;
export const lookAtAttemptsInput = z.object({
  purpose,
  workspaceId: z.uuid(),
  campaignId: z.uuid(),
  contactId: z.uuid(),
});
export type LookAtAttempts = z.infer<typeof lookAtAttemptsInput>;

export const consoleAuditInput = listAuditInput.extend({
  /** A customer's id, or `provider` for what concerns none. */
  customer: z.union([z.uuid(), z.literal('provider')]).optional(),
});
export type ConsoleAuditInput = z.infer<typeof consoleAuditInput>;

export const failedJobsInput = z.object({
  queue: z.string().max(80).optional(),
  limit: z.number().int().min(1).max(100).default(50),
});
export const retryJobInput = z.object({ queue: z.string().max(80), jobId: z.uuid() });
export const retryMailInput = z.object({ systemMailId: z.uuid() });
