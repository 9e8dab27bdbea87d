import { z } from 'zod';
import { memberRoles } from '#shared/permissions.ts';

const aboutReview = {
  reviewId: z.uuid(),
  campaignId: z.uuid(),
  campaign: z.string(),
  workspace: z.string(),
  slug: z.string(),
  timeZone: z.string(),
  /** Null: as soon as it is approved. */
  scheduledAt: z.iso.datetime().nullable(),
};

/**
 * What each kind of system mail needs to be written. Ids and facts only: links are signed anew when the mail is sent, so
 * that the table holds no secret. A further kind is one member here, one entry in mail-content.ts and its sentences in mail.json.
 */
export const systemMailData = {
  activation: z.object({
    purchaseId: z.uuid(),
    planName: z.string(),
    trial: z.boolean(),
    months: z.number().int(),
    trialDays: z.number().int(),
    expiresAt: z.iso.datetime(),
  }),
  'review-asked': z.object({ ...aboutReview, asker: z.string(), note: z.string() }),
  'review-decided': z.object({ ...aboutReview, approved: z.boolean(), decider: z.string(), answer: z.string() }),
  invitation: z.object({
    invitationId: z.uuid(),
    inviter: z.string(),
    workspace: z.string(),
    role: z.enum(memberRoles),
    expiresAt: z.iso.datetime(),
  }),
  'member-removed': z.object({ workspace: z.string(), by: z.string() }),
  'particulars-flagged': z.object({ workspace: z.string(), slug: z.string(), field: z.string(), reason: z.string() }),
  'misuse-report': z.object({ workspace: z.string(), kind: z.string(), reporter: z.string(), text: z.string() }),
  'misuse-answer': z.object({ workspace: z.string(), slug: z.string(), kind: z.string(), answer: z.string() }),
} as const;

export type SystemMailKind = keyof typeof systemMailData;
export type SystemMailData<K extends SystemMailKind> = z.infer<(typeof systemMailData)[K]>;

export function isSystemMailKind(kind: string): kind is SystemMailKind {
  return Object.hasOwn(systemMailData, kind);
}
