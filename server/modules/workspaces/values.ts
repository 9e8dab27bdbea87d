export const featureNames = ['newsletter', 'monitor', 'hosted_mail', 'relay', 'migration'] as const;

export const trackingLevelNames = ['off', 'aggregate', 'individual'] as const;

/** Whether a default of these levels rests on consents that the customer must state how it collected. */
export function needsBasis(input: { opens: string; clicks: string }): boolean {
  return input.opens === 'individual' || input.clicks === 'individual';
}

/** A customer's particulars (H28), in the order in which they are asked and shown. */
export const particularNames = [
  'name',
  'holderKind',
  'vatNumber',
  'taxCode',
  'postalAddress',
  'email',
  'phone',
  'contactPerson',
  'certifiedMail',
  'invoiceCode',
] as const;
export type ParticularName = (typeof particularNames)[number];

export const workspaceLanguages = ['it', 'en'] as const;
