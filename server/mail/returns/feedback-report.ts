import { addressIn, fromXtext, messageIdIn } from './address-fields.ts';
import { headerOf, readHeaders } from './mail-headers.ts';
import { findPart, type MimePart, returnedHeaders } from './mime-part.ts';
import { type ReturnReport, reportOf } from './return-report.ts';

/** Types that RFC 5965 §7.3 and its registry know; what else a provider writes is `other`. */
const TYPES = new Set([
  'abuse',
  'fraud',
  'virus',
  'opt-out',
  'opt-out-list',
  'miscategorized',
  'auth-failure',
  'not-spam',
]);
/** Reports that are not somebody's complaint: a failed authentication (RFC 6591), and "this is no spam" (RFC 6430). */
const NO_COMPLAINT = new Set(['auth-failure', 'not-spam']);

/**
 * A complaint of a feedback loop (RFC 5965): a message/feedback-report part, or the form Outlook's junk mail reporting sends,
 * which is the message alone with the recipient in `X-HmXmrOriginalRecipient`. The word "spam" is no complaint. The address
 * is null where the provider hides it (Yahoo, Comcast: `redacted`); then the Message-ID tells whose message it was.
 */
export function readFeedbackReport(root: MimePart): ReturnReport | null {
  const part = findPart(root, 'message/feedback-report');
  const declared = root.parameters.get('report-type')?.toLowerCase() === 'feedback-report';
  const returned = returnedHeaders(root);
  const outlook = headerOf(returned, 'x-hmxmroriginalrecipient');
  if (!part && !declared && !(outlook && /staff@(?:hotmail|outlook)\.com/i.test(headerOf(root.headers, 'from'))))
    return null;

  const fields = part ? readHeaders(part.text.replace(/^\n+/, '')).headers : [];
  const written = headerOf(fields, 'feedback-type').trim().toLowerCase();
  const type = written === '' ? 'abuse' : TYPES.has(written) ? written : 'other';
  const recipient =
    unredacted(headerOf(fields, 'original-rcpt-to')) ??
    unredacted(headerOf(fields, 'removal-recipient')) ??
    unredacted(outlook) ??
    unredacted(headerOf(returned, 'to'));
  return reportOf({
    kind: NO_COMPLAINT.has(type) ? 'none' : 'complaint',
    reason: type,
    recipient,
    evidence: part ? `Feedback-Type: ${type}; ${headerOf(fields, 'user-agent')}` : headerOf(root.headers, 'subject'),
    remoteHost: /([\w.-]+\.[\w-]+)/.exec(headerOf(fields, 'reporting-mta').replace(/^[\w-]+;/, ''))?.[1] ?? null,
    envelopeId: fromXtext(headerOf(fields, 'original-envelope-id')).slice(0, 500) || null,
    originalMessageId: messageIdIn(headerOf(returned, 'message-id')),
  });
}

function unredacted(value: string): string | null {
  const address = addressIn(fromXtext(value));
  return address === null || /redacted|undisclosed|x{4,}|\*{2,}/i.test(address) ? null : address;
}
