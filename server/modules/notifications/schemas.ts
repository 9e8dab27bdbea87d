import { z } from 'zod';

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
} as const;

export type SystemMailKind = keyof typeof systemMailData;
export type SystemMailData<K extends SystemMailKind> = z.infer<(typeof systemMailData)[K]>;

export function isSystemMailKind(kind: string): kind is SystemMailKind {
  return Object.hasOwn(systemMailData, kind);
}
