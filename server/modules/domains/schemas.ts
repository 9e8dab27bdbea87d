import { z } from 'zod';

export const addDomainInput = z.object({ domain: z.string().trim().min(1).max(253) });
export const domainIdInput = z.object({ id: z.uuid() });

/** A sending domain as its page shows it; `verifiedAt` null while it waits for the provider. */
export type SendingDomainRow = { id: string; domain: string; createdAt: Date; verifiedAt: Date | null };
