import { z } from 'zod';
import { cursorPage } from '#shared/paging.ts';

export const listAuditInput = cursorPage.extend({
  action: z.string().max(80).optional(),
  actor: z.string().max(200).optional(),
  subjectKind: z.string().max(80).optional(),
  subjectId: z.string().max(80).optional(),
  /** When: the first instant that belongs, and the first that no longer does. */
  from: z.coerce.date().optional(),
  until: z.coerce.date().optional(),
});
export type ListAuditInput = z.infer<typeof listAuditInput>;
