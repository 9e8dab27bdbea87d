import { z } from 'zod';
import { cursorPage } from '#shared/paging.ts';
import { eventKinds } from './events.ts';

export const contactEventsInput = cursorPage.extend({
  contactId: z.uuid(),
  campaignId: z.uuid().optional(),
  kind: z.enum(eventKinds).optional(),
});
export const contactActsInput = z.object({ contactId: z.uuid(), campaignIds: z.array(z.uuid()).max(200) });
