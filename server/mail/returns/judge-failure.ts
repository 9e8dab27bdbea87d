import { classifyAnswer } from '../answers/classify.ts';
import type { BounceKind } from '../answers/rules.ts';
import { BOUNCE_PHRASES } from './bounce-phrases.ts';

/** A final failure as a report tells it. */
export interface Failure {
  /** The report's own status field, or null. */
  status: string | null;
  /** The answer or the sentence that explains it; '' where there is none. */
  text: string;
}

export interface Judgement {
  kind: BounceKind;
  reason: string;
  status: string | null;
  code: number | null;
}

/** Reasons that rest on a code alone: a sentence that says more comes before them. */
const GENERIC = new Set([
  'refused',
  'temporarily-refused',
  'policy-refused',
  'policy-deferred',
  'destination-broken',
  'server-busy',
  'bad-address',
  'mailbox-unavailable-now',
  'recipient-not-verified',
  'mailbox-disabled',
  'unknown-domain',
  'message-refused',
  'protocol-error',
  'closing',
]);
/** What blames nobody, or the way there: the address counts it, and is not ended by one. */
const NOT_BLAME = new Set(['refused', 'protocol-error', 'too-many-recipients']);
const MOST_TEXT = 4000;

/**
 * Says what a final failure means. A sentence that contradicts a generic code wins. `hard` needs an unknown user in the
 * rules of the answers or in the phrases, a class of 5 in every code there is, and no word that blames the sender or raises a doubt.
 */
export function judgeFailure({ status: field, text: given }: Failure): Judgement {
  const text = withoutNames(given.slice(0, MOST_TEXT));
  const { code, enhanced } = codesIn(text);
  const status = field !== null && !/\.0\.0$/.test(field) ? field : (enhanced ?? field);
  const classes = [field, enhanced, code === null ? null : String(code)].flatMap((each) => each?.[0] ?? []);
  const temporary = classes.length > 0 && classes.every((digit) => digit === '4');
  const known = { status, code };

  if (/^[45]\.4\.7$/.test(status ?? '') && !/[45]\d\d[ -]/.test(text)) {
    return { kind: 'soft', reason: 'delivery-expired', ...known };
  }
  const answer = classifyAnswer({
    phase: 'rcpt',
    code: code ?? (temporary ? 450 : 550),
    enhanced: status !== null && (code === null || status[0] === String(code)[0]) ? status : enhanced,
    text,
  });
  const phrase = BOUNCE_PHRASES.find((each) => each.text.test(text));
  const hardAnswer = answer.bounce === 'hard';
  if (phrase && (hardAnswer || GENERIC.has(answer.reason))) {
    if (phrase.kind !== 'hard') return { kind: phrase.kind, reason: phrase.reason, ...known };
    if (isOnlyFive(classes) && mayEnd(status)) return { kind: 'hard', reason: 'unknown-user', ...known };
    return { kind: 'soft', reason: hardAnswer ? 'recipient-refused' : answer.reason, ...known };
  }
  // A code alone, under an answer that is not in ASCII (RFC 5321 §4.2) and in no language that is known here, may be damaged.
  if (hardAnswer) {
    return isOnlyFive(classes) && mayEnd(status) && !/[^\t\n -~]/.test(text)
      ? { kind: 'hard', reason: answer.reason, ...known }
      : { kind: 'soft', reason: 'recipient-refused', ...known };
  }
  if (answer.bounce !== null) return { kind: answer.bounce, reason: answer.reason, ...known };
  const blames = answer.scope === 'sender' || answer.scope === 'connection' || answer.scope === 'message';
  // Slowed down for what comes from us: the address has done nothing.
  const blamed = (blames && !NOT_BLAME.has(answer.reason)) || answer.reason === 'throttled';
  return { kind: blamed ? 'block' : 'soft', reason: answer.reason, ...known };
}

function isOnlyFive(classes: string[]): boolean {
  return classes.every((digit) => digit === '5');
}

/** A status that names another fault of the recipient, the route or the server contradicts the sentence: 5.1.x, 5.2.0, 5.5.0, 5.7.1 and 5.0.0 do not. */
function mayEnd(status: string | null): boolean {
  return status === null || /^5\.(?:1\.(?:[0156]|10)|0\.\d+|2\.0|5\.0|7\.1|3\.0|4\.1)$/.test(status);
}

/** The basic and the enhanced code that stand in a text, the first of each. */
export function codesIn(text: string): { code: number | null; enhanced: string | null } {
  const answer = /(?:^|[\s;:>("'[])([45]\d\d)(?:[ -]+#?([45]\.\d{1,3}\.\d{1,3})(?![\d.]))?(?=[\s\-:;,#<.)\]]|$)/.exec(
    text,
  );
  const alone = /(?:^|[\s(#<[])#?([45]\.\d{1,3}\.\d{1,3})(?![\d.])/.exec(text);
  return { code: answer ? Number(answer[1]) : null, enhanced: answer?.[2] ?? alone?.[1] ?? null };
}

/** Names may hold any word (`spam.filter.example`, `unknown.user@x.example`): they are no evidence. Names of blocklists are. */
function withoutNames(text: string): string {
  return (
    text
      // "Listed" blames the sender elsewhere; in a directory it is the recipient who is missing.
      .replace(
        /\bnot listed in (?:the )?(?:domino|public|address|directory|recipient)\b/gi,
        'not found: no such user in',
      )
      .replace(/[^\s<>()[\]:;,"']{1,64}@[^\s<>()[\]:;,"']{1,255}/g, 'a@b')
      .replace(/\bhttps?:\/\/\S{1,500}/gi, (url) =>
        /spamhaus|barracuda|spamcop|sorbs|abusix/i.test(url) ? 'blocklisted' : 'url',
      )
      .replace(/\b(?:host|server|from|by|with|mx|mta)[ :]+[\w.-]{1,255}\.[a-z]{2,20}(?=[\s[(,;:>]|$)/gi, (all) =>
        /spamhaus|barracuda|spamcop|sorbs|abusix|rbl|dnsbl/i.test(all) ? all : 'host b',
      )
  );
}
