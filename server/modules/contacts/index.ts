export { createAttribute, listAttributes } from './attributes.ts';
export { blockContact, unblockContact } from './block-contact.ts';
export { planImport, startImport, startImportHere } from './change-import.ts';
export { contactDetail } from './contact-detail.ts';
export { contactJobs } from './contacts.job.ts';
export { contactCounts } from './counts.ts';
export { createContact } from './create-contact.ts';
export {
  type AudienceCount,
  type AudienceSelection,
  audienceOf,
  audienceSql,
  countAudience,
  type Eligibility,
  eligibilityOf,
} from './eligibility.sql.ts';
export { eraseContact } from './erase-contact.ts';
export { exportContacts, exportFile } from './export-contacts.ts';
export { listGroups } from './groups.sql.ts';
export { addToGroup, createGroup, groupByPath } from './groups.ts';
export { listContacts } from './list-contacts.sql.ts';
export { markBounced, markComplained } from './mark-address.ts';
export { rejectedFile, sweepContactFiles } from './read-import.ts';
export { receiveImport } from './receive-import.ts';
export { runImport } from './run-import.ts';
export { resubscribe, setSubscription, unsubscribe } from './set-subscription.ts';
export { setTracking, trackingOff } from './set-tracking.ts';
export { defaultTopic, listTopics } from './topics.ts';
export { updateContact } from './update-contact.ts';
