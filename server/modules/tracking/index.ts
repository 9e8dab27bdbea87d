export { eventsOfContact } from './contact-events.sql.ts';
export {
  type Answer,
  campaignOfLink,
  decideClick,
  decideOpen,
  decideUnsubscribe,
  decideView,
  type NamedToken,
  type RequestParts,
} from './decide.ts';
export type { TrackedEvent } from './events.ts';
export { trackingJobs } from './jobs.ts';
export { mayUndo, type Recipient, type RecipientFacts, recipientFacts, recipientOf } from './recipient.ts';
export { actOn, undoUnsubscribe } from './recipient-acts.ts';
export { isDatabaseAway, openRecorder, type Recorder } from './recorder.sql.ts';
export { checkCounters, recount } from './recount.sql.ts';
export { viewMessage } from './view-message.sql.ts';
