import { z } from 'zod';

const formEvidence = z.object({
  formId: z.string(),
  formName: z.string(),
  formRevision: z.number(),
  site: z.string(),
  signedUpAt: z.string(),
  signedUpFrom: z.string(),
  confirmedAt: z.string(),
  confirmedFrom: z.string(),
});

/** What the evidence of a sign-up form tells besides its words; null for evidence of another source. */
export function formOf(proof: { source: string; detail: unknown }): z.infer<typeof formEvidence> | null {
  const parsed = proof.source === 'form' ? formEvidence.safeParse(proof.detail) : undefined;
  return parsed?.success ? parsed.data : null;
}
