export { activate, activateHere } from './activate.ts';
export { activationUrlOf } from './activation-link.ts';
export { checkActivation } from './check-activation.ts';
export { createPurchase } from './create-purchase.ts';
export { legalPage } from './legal-texts.ts';
export { listPurchases } from './list-purchases.ts';
export { cancelPurchase, markPaid, renewActivation } from './move-purchase.ts';
