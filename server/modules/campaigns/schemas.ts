import { z } from 'zod';
import { longestPlainText } from '#shared/document/plain-text.ts';
import { cursorPage } from '#shared/paging.ts';
import { resendKinds, type StateGroup, stateGroupNames, themeNames } from './values.ts';

export * from './values.ts';

/** The states that a list's filter takes together. */
export const stateGroups = {
  draft: ['draft', 'in_review'],
  scheduled: ['scheduled', 'overdue'],
  sending: ['freezing', 'sending', 'suspended'],
  finished: ['finished', 'closed'],
  cancelled: ['cancelled'],
} as const;
export type CampaignStateName = (typeof stateGroups)[StateGroup][number];

const id = z.uuid();
const name = z.string().trim().min(1).max(200);
const revision = z.number().int().min(1);
/** Lines are kept as they are typed; preflight says what is wrong with them. */
const line = z.string().max(1000);

export const campaignIdInput = z.object({ id });
export const listCampaignsInput = cursorPage.extend({
  group: z.enum(stateGroupNames).optional(),
  search: z.string().trim().max(200).optional(),
});
export type ListCampaignsInput = z.input<typeof listCampaignsInput>;

/** `templateId`: one of the workspace's own, in the place of the theme. */
export const createCampaignInput = z.object({
  name,
  theme: z.enum(themeNames),
  templateId: id.nullish(),
  language: z.enum(['it', 'en']),
});
export type CreateCampaignInput = z.infer<typeof createCampaignInput>;

export const renameCampaignInput = z.object({ id, name });
export const duplicateCampaignInput = z.object({ id, name });

/** An autosave: what changed, over the revision it was made on. `document` is read by shared/document/parse-document.ts. */
export const saveCampaignInput = z.object({
  id,
  revision,
  subject: line.optional(),
  preheader: line.optional(),
  fromName: z.string().max(200).optional(),
  fromAddress: z.string().max(320).optional(),
  replyTo: z.string().max(320).nullable().optional(),
  document: z.unknown().optional(),
  /** null: derived from the document again. */
  plainText: z.string().max(longestPlainText).nullable().optional(),
});
export type SaveCampaignInput = z.infer<typeof saveCampaignInput>;
export type SavedCampaign = {
  revision: number;
  savedAt: Date;
  /** Estimate of the HTML part; null where subject or preheader do not parse. */
  bytes: number | null;
};

const groups = z.array(id).max(200);
export const audienceInput = z.object({ topicId: id, includeGroupIds: groups, excludeGroupIds: groups });
export const setAudienceInput = audienceInput.extend({ id });
export type SetAudienceInput = z.infer<typeof setAudienceInput>;

/** `revision`: a version that is kept, in the place of how the message is now. */
export const previewInput = z.object({ id, contactId: id.nullish(), revision: revision.optional() });
export const versionInput = z.object({ id, revision });
/** `over`: the revision that the editor holds. */
export const restoreVersionInput = versionInput.extend({ over: revision });

/** Templates that a workspace may keep. */
export const mostTemplates = 200;
export const saveTemplateInput = z.object({ campaignId: id, name, overwrite: z.boolean() });
export type SaveTemplateInput = z.infer<typeof saveTemplateInput>;
export const renameTemplateInput = z.object({ id, name });
export const removeFileInput = z.object({ id, fileId: id, over: revision });
export type CampaignFileRow = { id: string; name: string; contentType: string; bytes: number };

/** `at` null: now. */
export const scheduleInput = z.object({ id, at: z.date().nullable() });
export type ScheduleInput = z.infer<typeof scheduleInput>;

const note = z.string().trim().max(1000);
/** `at` null: as soon as it is approved. */
export const askReviewInput = z.object({ id, at: z.date().nullable(), note });
export type AskReviewInput = z.infer<typeof askReviewInput>;
/** `at` left out: when it was asked for; null: now. */
export const approveInput = z.object({ reviewId: id, at: z.date().nullable().optional() });
export type ApproveInput = z.infer<typeof approveInput>;
export const returnInput = z.object({ reviewId: id, answer: note.min(1) });
export type ReturnInput = z.infer<typeof returnInput>;

export type CampaignReviews = {
  /** Nothing is sent here that a second person has not approved. */
  required: boolean;
  openId: string | null;
  /** Why this person's own approval would be none. */
  mine: 'asker' | 'editor' | null;
  /** This person asked what is open. */
  asked: boolean;
  /** How many others could approve it. */
  reviewers: number;
  /** What the campaign is now has been approved. */
  approved: boolean;
  /** Another time that this person sets for it asks for approval anew. */
  asksAgain: boolean;
  history: {
    id: string;
    revision: number;
    scheduledAt: Date | null;
    askerName: string;
    askedAt: Date;
    note: string;
    decision: string | null;
    deciderName: string | null;
    decidedAt: Date | null;
    answer: string;
  }[];
};
/** `again`: although one of the same kind exists. */
export const resendInput = z.object({ id, to: z.enum(resendKinds), name, subject: line, again: z.boolean() });
export type ResendInput = z.infer<typeof resendInput>;
export const listImagesInput = cursorPage.extend({ search: z.string().trim().max(200).optional() });
export type ListImagesInput = z.output<typeof listImagesInput>;
export const describeImageInput = z.object({ id, name, alt: line });
export type DescribeImageInput = z.infer<typeof describeImageInput>;
export const setImageRemovedInput = z.object({ id, removed: z.boolean() });

export type ImageRow = {
  id: string;
  hash: string;
  contentType: string;
  width: number;
  height: number;
  bytes: number;
  name: string;
  /** Of the picture in general; a block may say it otherwise. */
  alt: string;
  createdAt: Date;
};

/** What became of a campaign so far; a list's row. Rates divide by `trackable`: recipients reached with individual consent. */
export type CampaignFigures = {
  /** Rows by what they come to: waiting, on their way, reached, refused for now, not reached, left out, in doubt. */
  waiting: number;
  reached: number;
  deferred: number;
  failed: number;
  skipped: number;
  uncertain: number;
  trackable: number;
  /** People who likely opened, and those who may have (a privacy proxy opened for them). */
  opened: { likely: number; possible: number };
  trackableClicks: number;
  clicked: number;
};
