export { activate, activateHere } from './activate.ts';
export { activationUrlOf, planNameOf } from './activation-link.ts';
export { type ActivationCheck, checkActivation, type PurchaseSummary } from './check-activation.ts';
export { createPurchase } from './create-purchase.ts';
export { type LegalPage, legalPage } from './legal-texts.ts';
export { listPurchases } from './list-purchases.ts';
export { cancelPurchase, markPaid, renewActivation } from './move-purchase.ts';
