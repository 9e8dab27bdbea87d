import { z } from 'zod';
import { setSitesInput } from '#server/modules/forms/schemas.ts';
import { linesOf } from './site-lines.ts';

const site = setSitesInput.shape.sites.unwrap();

/** Sites, one a line; `refusal` says of the first that is none what is wrong. */
export const sitesSchema = (refusal: (site: string) => string) =>
  z.object({
    sites: z.string().superRefine((text, check) => {
      const wrong = linesOf(text).find((line) => !site.safeParse(line).success);
      if (wrong) check.addIssue({ code: 'custom', message: refusal(wrong) });
    }),
  });
