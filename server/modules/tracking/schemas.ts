import { z } from 'zod';
import { cursorPage } from '#shared/paging.ts';

export const contactEventsInput = cursorPage.extend({ contactId: z.uuid(), campaignId: z.uuid().optional() });
