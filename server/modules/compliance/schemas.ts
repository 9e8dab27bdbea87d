import { z } from 'zod';
import { cursorPage } from '#shared/paging.ts';
import { reportKinds } from './values.ts';

export * from './values.ts';

export const makeReportInput = z
  .object({
    kind: z.enum(reportKinds),
    text: z.string().trim().max(5000),
    /** Whose password was lost or stolen: the reporter's own, or as an owner any member's. */
    personId: z.uuid().optional(),
  })
  .refine((input) => input.kind === 'password-lost' || input.text.length >= 10, {
    path: ['text'],
    message: 'reportText',
  });
export type MakeReportInput = z.infer<typeof makeReportInput>;

export const reportsInput = cursorPage.extend({ open: z.boolean().optional() });
export type ReportsInput = z.infer<typeof reportsInput>;

export const answerReportInput = z.object({
  workspaceId: z.uuid(),
  reportId: z.uuid(),
  answer: z.string().trim().min(5).max(5000),
  /** Whether the matter is settled with the answer. */
  close: z.boolean(),
});
export type AnswerReportInput = z.infer<typeof answerReportInput>;
export const closeReportInput = z.object({ workspaceId: z.uuid(), reportId: z.uuid() });
