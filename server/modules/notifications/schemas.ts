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

/** Pages that a link mailed to one person opens: to set a new password, on either surface, or to block an access. */
export const personLinkKinds = ['reset', 'console-reset', 'block'] as const;
export type PersonLinkKind = (typeof personLinkKinds)[number];

/** Links of the people whom an address belongs to, each under its username. */
const personLinks = {
  people: z.array(z.object({ username: z.string(), linkId: z.uuid(), kind: z.enum(personLinkKinds) })).min(1),
  minutes: z.number().int(),
};

/** Something done with a person's access; the link blocks it, for whoever did not do it. */
const accessNotice = {
  username: z.string(),
  at: z.iso.datetime(),
  address: z.string(),
  browser: z.string().nullable(),
  system: z.string().nullable(),
  blockLinkId: z.uuid(),
};

/** Of what a visitor asked for; `planName` null: undecided. */
const enquiry = { enquiryId: z.uuid(), planName: z.string().nullable(), trial: z.boolean() };

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
  'reset-password': z.object(personLinks),
  'block-access': z.object(personLinks),
  'access-blocked': z.object({
    username: z.string(),
    linkId: z.uuid(),
    kind: z.enum(personLinkKinds),
    minutes: z.number().int(),
  }),
  'password-changed': z.object(accessNotice),
  'new-station': z.object(accessNotice),
  'second-factor': z.object({
    ...accessNotice,
    event: z.enum(['added', 'removed', 'reset', 'resetByOwner']),
    by: z.string().default(''),
    workspace: z.string().default(''),
  }),
  /** To whoever filled a sign-up form in: nothing of what they wrote, only whose form it was and the link. */
  'confirm-sign-up': z.object({ signUpId: z.uuid(), workspace: z.string(), expiresAt: z.iso.datetime() }),
  'already-subscribed': z.object({ signUpId: z.uuid(), workspace: z.string(), expiresAt: z.iso.datetime() }),
  /** To the provider's support: what a visitor asked for, in their own words. */
  'enquiry-arrived': z.object({
    ...enquiry,
    name: z.string(),
    company: z.string(),
    email: z.string(),
    phone: z.string(),
    words: z.string(),
  }),
  /** To whoever asked, who may be somebody else: nothing of what was written. */
  'enquiry-received': z.object({ ...enquiry, answerDays: z.number().int() }),
  'workspace-suspended': z.object({ workspace: z.string(), reason: z.string() }),
  'workspace-resumed': z.object({ workspace: z.string(), reason: z.string() }),
} as const;

export type SystemMailKind = keyof typeof systemMailData;
export type SystemMailData<K extends SystemMailKind> = z.infer<(typeof systemMailData)[K]>;

export function isSystemMailKind(kind: string): kind is SystemMailKind {
  return Object.hasOwn(systemMailData, kind);
}
