import { addressesIn, messageIdIn } from './address-fields.ts';
import { judgeFailure } from './judge-failure.ts';
import { headerOf } from './mail-headers.ts';
import { findPart, type MimePart, partsOf, readInner, shownText } from './mime-part.ts';
import { noticeOf } from './notice-text.ts';
import { type ReturnReport, reportOf } from './return-report.ts';

/** Receipts of Italian certified mail (DM 2 novembre 2005, regole tecniche §6), by `X-Ricevuta`. */
const RECEIPTS: Record<string, Pick<ReturnReport, 'kind' | 'reason'> | 'failed'> = {
  accettazione: { kind: 'none', reason: 'certified-accepted' },
  'presa-in-carico': { kind: 'none', reason: 'certified-taken-over' },
  'avvenuta-consegna': { kind: 'none', reason: 'certified-delivered' },
  'preavviso-errore-consegna': { kind: 'delayed', reason: 'delayed' },
  'errore-consegna': 'failed',
  'non-accettazione': { kind: 'block', reason: 'message-refused' },
  'rilevazione-virus': { kind: 'block', reason: 'content-refused' },
};

/** A provider's receipt, or null. `errore-consegna` says in daticert.xml whether address, domain or message failed. */
export function readCertifiedReceipt(root: MimePart): ReturnReport | null {
  const name = headerOf(root.headers, 'x-ricevuta').toLowerCase();
  const receipt = Object.hasOwn(RECEIPTS, name) ? RECEIPTS[name] : undefined;
  if (!receipt) return null;
  const certificate = [...partsOf(root)].find(({ text }) => /<postacert\b/i.test(text))?.text ?? '';
  const notice = noticeOf(shownText(root));
  const found = {
    recipient:
      addressesIn(element(certificate, 'consegna'))[0] ??
      addressesIn(element(certificate, 'destinatari'))[0] ??
      recipientOf(notice),
    remoteHost: null,
    originalMessageId:
      messageIdIn(headerOf(root.headers, 'x-riferimento-message-id')) ??
      messageIdIn(unescapeXml(element(certificate, 'msgid'))),
    evidence: headerOf(root.headers, 'subject'),
  };
  if (receipt !== 'failed') return reportOf({ ...found, ...receipt });

  const detail = element(certificate, 'errore-esteso');
  const text = detail || paragraphWithError(notice);
  const judged = judgeFailure({ status: null, text });
  const error = /errore="([\w-]+)"/.exec(certificate)?.[1] ?? '';
  if (error === 'no-dominio')
    return reportOf({ ...found, ...judged, kind: 'soft', reason: 'unknown-domain', evidence: text });
  if (error === 'virus')
    return reportOf({ ...found, ...judged, kind: 'block', reason: 'content-refused', evidence: text });
  // An address that does not exist is `no-dest`: another error, or none, with such words is somebody's own way of writing.
  const ends = judged.kind !== 'hard' || error === 'no-dest';
  const doubtful = ends ? {} : { kind: 'soft' as const, reason: 'recipient-refused' };
  return reportOf({ ...found, ...judged, ...doubtful, evidence: text || found.evidence });
}

/** An anomaly (`X-Trasporto: errore`) or a certified message: the mail that came is inside, as postacert.eml. */
export function readCertifiedEnvelope(root: MimePart): MimePart | null {
  if (!/^(?:errore|posta-certificata)/i.test(headerOf(root.headers, 'x-trasporto'))) return null;
  const inner = findPart(root, 'message/rfc822');
  return inner ? readInner(inner) : null;
}

function element(xml: string, name: string): string {
  const found = new RegExp(`<${name}(?:\\s[^>]{0,300})?>([\\s\\S]{0,2000}?)</${name}>`, 'i').exec(xml);
  return (found?.[1] ?? '').trim();
}

function unescapeXml(xml: string): string {
  return xml.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}

/** "… e destinato all'utente "x" è stato rilevato un errore": the sender stands before it. */
function recipientOf(notice: string): string | null {
  const after = /(?:destinat[oa]|indirizzat[oa]|rivolto)\b[\s\S]{0,400}/i.exec(notice)?.[0] ?? notice;
  return addressesIn(after)[0] ?? null;
}

function paragraphWithError(notice: string): string {
  return /[^\n]{0,500}[45]\.\d\.\d[^\n]{0,500}/.exec(notice)?.[0] ?? notice;
}
