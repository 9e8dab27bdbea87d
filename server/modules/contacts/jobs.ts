import { z } from 'zod';
import { defineJob } from '#server/jobs/define.ts';

export const importJob = defineJob(
  'contacts.import',
  z.object({ v: z.literal(1), workspaceId: z.uuid(), importId: z.uuid() }),
);
/** Takes a finished import back. */
export const undoImportJob = defineJob(
  'contacts.undo-import',
  z.object({ v: z.literal(1), workspaceId: z.uuid(), importId: z.uuid() }),
);
export const exportJob = defineJob(
  'contacts.export',
  z.object({ v: z.literal(1), workspaceId: z.uuid(), exportId: z.uuid() }),
);

/** An act on many contacts, or its undo: which of them, its row says. */
export const bulkJob = defineJob(
  'contacts.bulk',
  z.object({ v: z.literal(1), workspaceId: z.uuid(), actionId: z.uuid() }),
);

/** Nightly: files past the time that the provider keeps them. */
export const sweepFilesJob = defineJob('contacts.sweep-files', z.object({}));
