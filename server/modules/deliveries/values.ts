/** The states of a delivery (docs/decisions/0004-ledger.md). */
export const deliveryStates = [
  'queued',
  'leased',
  'committing',
  'accepted',
  'delivered',
  'deferred',
  'bounced',
  'failed',
  'expired',
  'skipped',
  'cancelled',
  'uncertain',
] as const;
export type DeliveryState = (typeof deliveryStates)[number];
