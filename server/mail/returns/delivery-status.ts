import { fromXtext, messageIdIn, recipientField } from './address-fields.ts';
import { judgeFailure } from './judge-failure.ts';
import { type Header, headerOf, readHeaders } from './mail-headers.ts';
import { findPart, type MimePart, returnedHeaders, shownText } from './mime-part.ts';
import { noticeOf } from './notice-text.ts';
import { type ReturnReport, reportOf } from './return-report.ts';

const MOST_RECIPIENTS = 200;

/**
 * A delivery status notification (RFC 3464; RFC 6533 for addresses in UTF-8): null where there is no such part, or none with
 * a recipient's fields. Every recipient is judged alone; the first stands in the report, the others in `several`.
 */
export function readDeliveryStatus(root: MimePart): ReturnReport | null {
  const part = findPart(root, 'message/delivery-status', 'message/global-delivery-status');
  if (!part) return null;
  const groups = groupsOf(part.text);
  const about = groups.find((group) => !isRecipient(group)) ?? [];
  const recipients = groups.filter(isRecipient).slice(0, MOST_RECIPIENTS);
  const returned = returnedHeaders(root);
  const notice = noticeOf(shownText(root));
  const reports = recipients.map((fields) =>
    reportOf({
      ...readRecipient(fields, { about, notice: recipients.length === 1 ? notice : '', whole: part.ended }),
      remoteHost: hostIn(headerOf(fields, 'remote-mta')) ?? hostIn(headerOf(about, 'reporting-mta')),
      envelopeId: fromXtext(headerOf(about, 'original-envelope-id')).slice(0, 500) || null,
      originalMessageId: messageIdIn(headerOf(returned, 'message-id')),
    }),
  );
  const [first, ...others] = reports;
  if (!first) return null;
  return others.length > 0 ? { ...first, several: others } : first;
}

/** Fields of each group; the first is about the message. Servers that put empty lines between fields leave groups that name nobody. */
function groupsOf(text: string): Header[][] {
  const groups: Header[][] = [];
  let rest = text.replace(/^\n+/, '');
  while (rest !== '' && groups.length <= MOST_RECIPIENTS * 2) {
    const read = readHeaders(rest);
    const last = groups.at(-1);
    const continues = last && isRecipient(last) && !read.headers.some(({ name }) => name.endsWith('-recipient'));
    if (continues) last.push(...read.headers);
    else if (read.headers.length > 0) groups.push(read.headers);
    rest = read.rest.replace(/^\n+/, '');
  }
  return groups;
}

const NAMING = new Set(['final-recipient', 'original-recipient', 'action', 'status', 'diagnostic-code']);

function isRecipient(fields: readonly Header[]): boolean {
  return fields.some(({ name }) => NAMING.has(name));
}

type Surroundings = { about: Header[]; notice: string; whole: boolean };

function readRecipient(fields: Header[], { notice, whole }: Surroundings) {
  const recipient =
    recipientField(fromXtext(headerOf(fields, 'original-recipient'))) ??
    recipientField(headerOf(fields, 'final-recipient'));
  const action = /^[a-z-]+/.exec(headerOf(fields, 'action').toLowerCase())?.[0] ?? '';
  const status = /[245]\.\d{1,3}\.\d{1,3}/.exec(headerOf(fields, 'status'))?.[0] ?? null;
  const diagnostic = headerOf(fields, 'diagnostic-code').replace(/^\s*[\w-]+\s*;\s*/, '');
  const evidence = diagnostic || `${action ? `Action: ${action}` : ''} ${status ? `Status: ${status}` : ''}`;
  const known = { recipient, status, evidence };
  if (action === 'delayed') return { ...known, ...codeOf(diagnostic), kind: 'delayed' as const, reason: 'delayed' };
  if (['delivered', 'relayed', 'expanded'].includes(action) || (action !== 'failed' && status?.startsWith('2'))) {
    return { ...known, kind: 'delivered' as const, reason: action || 'delivered' };
  }
  const text = diagnostic || (status === null || /^[45]\.0\.0$/.test(status) ? notice : '');
  const judged = judgeFailure({ status: status?.startsWith('2') ? null : status, text });
  const found = { ...known, ...judged, evidence: diagnostic || (text && sentenceIn(text)) || evidence };
  // Only a failure that is said, in a report that is all there and agrees with itself, may end an address.
  const certain =
    (action === 'failed' || action === '') &&
    whole &&
    recipient !== null &&
    !(diagnostic === '' && blames(notice)) &&
    isConsistent(fields, judged.reason);
  if (judged.kind === 'hard' && !certain) return { ...found, kind: 'soft' as const, reason: 'recipient-refused' };
  return found;
}

/** Two statuses, or a comment of some server's own that says otherwise, leave a doubt. */
function isConsistent(fields: readonly Header[], reason: string): boolean {
  const statuses = new Set(fields.filter(({ name }) => name === 'status').map(({ value }) => value));
  const actions = new Set(fields.filter(({ name }) => name === 'action').map(({ value }) => value.toLowerCase()));
  if (statuses.size > 1 || actions.size > 1) return false;
  const said = fields
    .filter(({ name }) => !/-(?:recipient|mta|date|until|id)$/.test(name))
    .map(({ value }) => value.replace(/^\s*(?:[\w-]+\s*;|failed\b|[245]\.\d+\.\d+)\s*/i, ''));
  return said.every((text) => {
    const judged = judgeFailure({ status: null, text });
    return judged.reason === reason || judged.kind === 'hard' || judged.reason === 'refused';
  });
}

/** The text for people may say more than a bare code does. */
function blames(notice: string): boolean {
  return judgeFailure({ status: null, text: notice }).kind === 'block';
}

function codeOf(diagnostic: string): { code: number | null } {
  return { code: judgeFailure({ status: null, text: diagnostic }).code };
}

/** `dns; mx.example` or `dns; mx.example (192.0.2.1, the server)`. */
function hostIn(value: string): string | null {
  return /^(?:\s*[\w-]+\s*;)?\s*([\w.:[\]-]{1,255})/.exec(value)?.[1] ?? null;
}

function sentenceIn(notice: string): string {
  return notice.split('\n').find((line) => /[45]\d\d|[45]\.\d+\.\d+|@/.test(line)) ?? notice;
}
