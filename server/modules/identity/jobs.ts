import { z } from 'zod';
import { defineJob } from '#server/jobs/define.ts';
import { askLinkInput } from './schemas.ts';

/** Carries what was typed: that nobody has that name must cost as much as that somebody has. */
export const sendAccessLinksJob = defineJob(
  'identity.send-access-links',
  askLinkInput.extend({ v: z.literal(1).default(1), address: z.string() }),
);

/** Nightly: attempts, links, tickets and old sessions past the time that they are kept. */
export const sweepPeopleJob = defineJob('identity.sweep', z.object({}));
