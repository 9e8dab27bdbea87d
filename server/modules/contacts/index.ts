export { startImportHere } from './change-import.ts';
export { contactJobs } from './contacts.job.ts';
export {
  type AudienceCount,
  type AudienceSelection,
  audienceOf,
  countAudience,
  eligibilityOf,
} from './eligibility.sql.ts';
export { exportContacts, exportFile } from './export-contacts.ts';
export { groupByPath } from './groups.ts';
export { markBounced } from './mark-address.ts';
export { rejectedFile } from './read-import.ts';
export { receiveImport } from './receive-import.ts';
export { runImport } from './run-import.ts';
export { resubscribe, unsubscribe } from './set-subscription.ts';
export { trackingOff } from './set-tracking.ts';
