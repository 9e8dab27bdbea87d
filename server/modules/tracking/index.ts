export { classify } from './classify.ts';
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
export { decideForward, type FriendToken } from './decide-forward.ts';
export type { TrackedEvent } from './events.ts';
export { forwardCopy } from './forward-copy.ts';
export { type ForwardFacts, forwardFacts, forwardSource } from './forward-facts.ts';
export { verifyFriendToken } from './friend-token.ts';
export { mayUndo, type Recipient, type RecipientFacts, recipientFacts, recipientOf } from './recipient.ts';
export { actOn, agreeToTracking, undoUnsubscribe } from './recipient-acts.ts';
export { type PageLanguage, type RecipientWord, recipientWord } from './recipient-words.ts';
export { isDatabaseAway, openRecorder, type Recorder } from './recorder.sql.ts';
export { checkCounters, recount } from './recount.sql.ts';
export { refuseForwards, refusesForwards } from './refuse-forwards.ts';
export { type ForwardOutcome, requestForward } from './request-forward.ts';
export { trackingJobs } from './tracking.job.ts';
export { viewMessage } from './view-message.sql.ts';
