import { addressesIn, messageIdIn } from './address-fields.ts';
import { judgeFailure } from './judge-failure.ts';
import { headerOf, readHeaders } from './mail-headers.ts';
import { type MimePart, returnedHeaders, shownText } from './mime-part.ts';
import { NOTICE_OPENERS, RETURN_SUBJECT } from './notice-openers.ts';
import { noticeOf, returnedIn } from './notice-text.ts';
import { type ReturnReport, reportOf } from './return-report.ts';

/** Who sends a notice: an address or a display name that no person has. */
const DAEMON =
  /\b(?:mailer[-_. ]?daemon|mail[-_. ]?daemon|postmaster|mail ?delivery|delivery (?:system|subsystem|service)|mail (?:system|administrator|server)|system administrator|bounces?|microsoft ?exchange|mdaemon|mailenable|qmail|exim|postfix|double-?bounce|groups-noreply|googlegroups|mailman|listserv|majordomo|automatic-email-delivery-failure)\b/i;
/** Names that notices have, and other machines and people too: subject and words must be those of a notice. */
const MAYBE_DAEMON = /\b(?:daemon|gateway|mailgate\w*|mailadm|maiser|no-?reply|admin)\b/i;
const ANSWERS =
  /^\s*(?:(?:re|r|aw|sv|rif|antw|fw|fwd|i|wg|tr|auto)\s*:|automat|risposta automatica|réponse automatique|respuesta automática)/i;

/**
 * A notice without the fields of RFC 3464: null unless a server sent it and it speaks of a delivery. What cannot be read of it
 * becomes soft, never hard.
 */
export function readFreeText(root: MimePart): ReturnReport | null {
  const failed = addressesIn(
    root.headers
      .filter(({ name }) => name === 'x-failed-recipients')
      .map(({ value }) => value)
      .join(' '),
  );
  const from = headerOf(root.headers, 'from');
  const returnPath = root.headers.find(({ name }) => name === 'return-path')?.value;
  const nobody = returnPath !== undefined && /^<?\s*>?$/.test(returnPath);
  const subject = headerOf(root.headers, 'subject');
  // Programs of absent people answer from nobody, too (RFC 3834 §3.3).
  const sentByServer = DAEMON.test(from) || (nobody && RETURN_SUBJECT.test(subject));
  const perhaps = MAYBE_DAEMON.test(from) && RETURN_SUBJECT.test(subject);
  // Postmasters are people who answer, too.
  if (failed.length === 0 && ((!sentByServer && !perhaps) || ANSWERS.test(subject))) return null;

  const shown = shownText(root);
  const notice = noticeOf(shown);
  const opener = NOTICE_OPENERS.find(({ text }) => text.test(notice));
  if (!opener && failed.length === 0 && !(sentByServer && RETURN_SUBJECT.test(subject))) return null;

  const ours = new Set(addressesIn(`${headerOf(root.headers, 'to')} ${from}`).map((address) => address.toLowerCase()));
  const recipients =
    failed.length > 0 ? failed : addressesIn(notice).filter((address) => !ours.has(address.toLowerCase()));
  const returned = returnedHeaders(root).length > 0 ? returnedHeaders(root) : readHeaders(returnedIn(shown)).headers;
  // A notice may name whom to ask before whom it did not reach: the returned message knows to whom it was.
  const addressed = addressesIn(headerOf(returned, 'to'));
  const recipient = recipients.find((address) => addressed.includes(address)) ?? recipients[0] ?? addressed[0] ?? null;
  const found = {
    recipient,
    originalMessageId: messageIdIn(headerOf(returned, 'message-id')),
  };
  if (opener?.tells === 'delayed' || /\b(?:delay(?:ed)?|warning)\b/i.test(subject)) {
    return reportOf({
      ...found,
      kind: 'delayed',
      reason: 'delayed',
      evidence: opener?.text.exec(notice)?.[0] ?? subject,
    });
  }
  // Fields that stand in the text are those of a damaged report: they say what they say, and end no address.
  const action = /^action:[ \t]*([a-z]+)/im.exec(notice)?.[1]?.toLowerCase() ?? '';
  if (action === 'delayed')
    return reportOf({ ...found, kind: 'delayed', reason: 'delayed', evidence: 'Action: delayed' });
  if (['delivered', 'relayed', 'expanded'].includes(action)) {
    return reportOf({ ...found, kind: 'delivered', reason: action, evidence: `Action: ${action}` });
  }
  const fields = /^(?:final-recipient|action|status):/im.test(notice);
  // Without words that servers use, or an address they name, no address is ended.
  const certain = (opener !== undefined || failed.length > 0) && recipients.length > 0 && !fields;
  const reportFor = (address: string | null): ReturnReport => {
    const judged = judgeNotice(notice, address);
    const doubtful = judged.kind === 'hard' && !certain ? { kind: 'soft' as const, reason: 'recipient-refused' } : {};
    return reportOf({ ...found, ...judged, ...doubtful, recipient: address });
  };
  const listed = failed.length > 0 ? failed : blockAddresses(notice, recipients);
  const others = listed.filter((address) => address !== recipient && notice.includes(address)).slice(0, 100);
  const report = reportFor(recipient);
  return others.length > 0 ? { ...report, several: others.map(reportFor) } : report;
}

/** Addresses that open a line of their own, as qmail, Exim and Postfix list them. */
function blockAddresses(notice: string, recipients: string[]): string[] {
  return recipients.filter((address) =>
    notice
      .split('\n')
      .some((line) => /^[\s<]{0,6}$/.test(line.slice(0, line.indexOf(address))) && line.includes(address)),
  );
}

/** Judges what stands with the recipient first; where that says nothing, the whole notice. */
function judgeNotice(notice: string, recipient: string | null) {
  const near = recipient === null ? '' : textAbout(notice, recipient);
  const narrow = judgeFailure({ status: null, text: near });
  const wide = judgeFailure({ status: null, text: notice });
  // What the whole notice quotes with a code says more, where it says the same; words about others do not count against one.
  const useNear = near !== '' && narrow.reason !== 'refused' && (narrow.kind !== wide.kind || narrow.code !== null);
  const { code, status } = narrow.code === null && narrow.status === null ? wide : narrow;
  return {
    ...(useNear ? narrow : wide),
    code,
    status,
    evidence: telling(useNear ? near : notice),
    remoteHost: hostIn(near) ?? hostIn(notice),
  };
}

/** The paragraph that names the recipient, and the one after it where an address stands alone. */
function textAbout(notice: string, recipient: string): string {
  const paragraphs = notice.split(/\n[ \t]*\n/);
  const at = paragraphs.findIndex((paragraph) => paragraph.toLowerCase().includes(recipient.toLowerCase()));
  if (at < 0) return '';
  const own = paragraphs[at] ?? '';
  const after = own.slice(own.toLowerCase().indexOf(recipient.toLowerCase()) + recipient.length);
  const next = paragraphs[at + 1] ?? '';
  const alone = after.replace(/[\s>:*()-]+/g, '').length < 8;
  return alone && !next.includes('@') ? `${own}\n${next}` : own;
}

const TELLING =
  /[45]\d\d[ -]|[45]\.\d{1,3}\.\d{1,3}|unknown|no such|not found|full|quota|reject|refus|block|exist|inesist|sconosc|piena|unbekannt|inconnu|disab|time|invalid|not listed|policy/i;

function telling(text: string): string {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const at = lines.findIndex((line) => TELLING.test(line));
  return lines.slice(Math.max(at, 0), Math.max(at, 0) + 2).join(' ');
}

function hostIn(notice: string): string | null {
  return (
    /(?<!system at )\b(?:host|remote server|server|connected to|while talking to|generating server:?|remote server:?|remote host)[ :]+([\w-]+(?:\.[\w-]+)+)/i
      .exec(notice)?.[1]
      ?.replace(/\.+$/, '') ??
    /\b((?:\d{1,3}\.){3}\d{1,3}) (?:does not like|failed after|said)/i.exec(notice)?.[1] ??
    null
  );
}
