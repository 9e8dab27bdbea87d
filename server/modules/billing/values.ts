export const purchaseStates = ['pending', 'paid', 'trial', 'activated', 'cancelled'] as const;
export type PurchaseState = (typeof purchaseStates)[number];

/** Where a sale was recorded: by staff, by an outside marketplace, or by an operator's command. */
export const purchaseSources = ['console', 'marketplace', 'operator'] as const;

/** What visitors ask for: nobody has answered, somebody has, it is settled. */
export const enquiryStates = ['open', 'answered', 'closed'] as const;
export type EnquiryState = (typeof enquiryStates)[number];

export const legalKinds = ['terms', 'privacy', 'processor'] as const;
export type LegalKind = (typeof legalKinds)[number];

/** What the provider may ask leave for (H30), each apart. */
export const consentPurposes = [
  'studies',
  'advertising',
  'direct-sale',
  'commercial-information',
  'interactive',
] as const;
export type ConsentPurpose = (typeof consentPurposes)[number];
