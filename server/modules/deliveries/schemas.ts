import { z } from 'zod';
import { cursorPage } from '#shared/paging.ts';
import { deliveryStates } from './values.ts';

export * from './values.ts';

export const campaignIdInput = z.object({ campaignId: z.uuid() });
export const suspendInput = campaignIdInput.extend({ reason: z.string().trim().max(300).default('') });
/** `after` null: first of all. */
export const placeInput = campaignIdInput.extend({ after: z.uuid().nullable() });
export type PlaceInput = z.infer<typeof placeInput>;
/** The cursor names the moment at which a campaign ended, and the campaign. */
export const endedInput = z.object({
  limit: z.number().int().min(1).max(100).default(20),
  cursor: z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2}T[\d:.]+Z_[0-9a-f-]{36}$/)
    .nullish(),
});
export type EndedInput = z.infer<typeof endedInput>;
export const deliveryIdInput = z.object({ campaignId: z.uuid(), contactId: z.uuid() });
export const listDeliveriesInput = cursorPage.extend({
  campaignId: z.uuid(),
  state: z.enum(deliveryStates).optional(),
});
export type ListDeliveriesInput = z.infer<typeof listDeliveriesInput>;
export const deliveriesOfContactInput = cursorPage.extend({ contactId: z.uuid() });
export const testSendInput = z.object({
  campaignId: z.uuid(),
  addresses: z.array(z.string().trim().min(3).max(320)).min(1).max(10),
  /** Whose values fill the message; unset: the fallbacks. */
  asContactId: z.uuid().optional(),
});
export type TestSendInput = z.infer<typeof testSendInput>;
