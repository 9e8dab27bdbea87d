/** What somebody asks for, as the sentences about it tell it apart. */
export function enquiryWants({ planName, trial }: { planName: string | null; trial: boolean }) {
  if (planName === null) return 'advice';
  return trial ? 'trial' : 'plan';
}

/** Who asks: "Ada Neri, Lungofiume s.r.l." */
export const enquirer = ({ name, company }: { name: string; company: string | null }): string =>
  [name, company].filter(Boolean).join(', ');
