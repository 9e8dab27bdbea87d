export { addConfirmed } from './add-confirmed.ts';
export { addressRefusal } from './address-refusal.ts';
export { parseAttributeValue } from './attribute-values.ts';
export { startImportHere } from './change-import.ts';
export { contactDetail, contactTimeline } from './contact-detail.ts';
export { contactJobs } from './contacts.job.ts';
export {
  type AudienceCount,
  type AudienceSelection,
  audienceOf,
  countAudience,
  eligibilityOf,
  groupsBelow,
} from './eligibility.sql.ts';
export { exportContacts, exportFile } from './export-contacts.ts';
export { groupByPath } from './groups.ts';
export { largeCounts } from './large-counts.sql.ts';
export { markBounced } from './mark-address.ts';
export { historyIds } from './merge.sql.ts';
export { rejectedFile } from './read-import.ts';
export { receiveImport } from './receive-import.ts';
export { runImport } from './run-import.ts';
export { sensitiveKind } from './sensitive-words.ts';
export { resubscribe, unsubscribe } from './set-subscription.ts';
export { trackingOff, trackingOn } from './set-tracking.ts';
export { csvLine } from './spreadsheet-cell.ts';
