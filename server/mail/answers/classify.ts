import type { Accepted, LinkFailure, Refused, SmtpPhase } from '../smtp/outcome.ts';
import { ANSWER_RULES, type AnswerOutcome, type AnswerRule, type AnswerScope, type BounceKind } from './rules.ts';

export type { AnswerOutcome, AnswerScope, BounceKind } from './rules.ts';

export interface Answer {
  phase: SmtpPhase;
  /** Null when the connection failed instead of answering: then `failure` says how. */
  code: number | null;
  enhanced: string | null;
  text: string;
  failure?: LinkFailure | null | undefined;
}

export interface Classification {
  outcome: AnswerOutcome;
  scope: AnswerScope;
  /** Stable, kebab-case: kept in the ledger, translated where it is shown. */
  reason: string;
  /** What it means for the address; null where nothing bounced. */
  bounce: BounceKind | null;
  /** Seconds the server, or its documentation, asks to wait. */
  retryAfterHint?: number;
  source: string;
}

/**
 * Reads an answer by phase, enhanced code and text. A 4xx is never final whatever its enhanced code says, and a 5xx
 * without evidence against the recipient is a failed message, not a bounce.
 */
export function classifyAnswer(answer: Answer): Classification {
  if (answer.code !== null && answer.code >= 200 && answer.code < 300) {
    return { outcome: 'accepted', scope: 'recipient', reason: 'accepted', bounce: null, source: 'RFC 5321 §4.2.1' };
  }
  const enhanced = enhancedOf(answer);
  const rule = ANSWER_RULES.find((candidate) => holds(candidate, answer, enhanced));
  if (!rule) {
    // An answer that is neither yes nor no, without a failure to explain it.
    return {
      outcome: 'deferred',
      scope: 'connection',
      reason: 'protocol-error',
      bounce: null,
      source: 'RFC 5321 §4.2',
    };
  }
  const hint = rule.outcome === 'deferred' ? (waitIn(answer.text) ?? rule.retryAfter) : undefined;
  const { outcome, scope, reason, source, bounce = null } = rule;
  return { outcome, scope, reason, bounce, source, ...(hint === undefined ? {} : { retryAfterHint: hint }) };
}

/** The same for what a transport gave back. An `unknown` outcome has no answer to read. */
export function classifyOutcome(outcome: Accepted | Refused): Classification {
  return outcome.outcome === 'accepted'
    ? classifyAnswer({ ...outcome, phase: 'end-of-data' })
    : classifyAnswer(outcome);
}

function holds(rule: AnswerRule, answer: Answer, enhanced: string | null): boolean {
  const { phase, class: digit, code, enhanced: codes, text, failure } = rule.when;
  if (failure) {
    if (answer.code !== null || !answer.failure || !failure.includes(answer.failure)) return false;
  } else if (answer.code === null) return false;
  if (phase && !phase.includes(answer.phase)) return false;
  if (digit && Math.floor((answer.code ?? 0) / 100) !== digit) return false;
  if (code && (answer.code === null || !code.includes(answer.code))) return false;
  if (codes && !(enhanced !== null && codes.some((pattern) => sameCode(pattern, enhanced)))) return false;
  return !text || text.test(answer.text);
}

function sameCode(pattern: string, enhanced: string): boolean {
  return pattern.endsWith('*') ? enhanced.startsWith(pattern.slice(0, -1)) : pattern === enhanced;
}

/** qmail and its kin put the code in brackets at the end: `sorry, no mailbox here by that name (#5.1.1)`. */
function enhancedOf(answer: Answer): string | null {
  const found = answer.enhanced ?? /\(#([245]\.\d{1,3}\.\d{1,3})\)/.exec(answer.text)?.[1] ?? null;
  return found !== null && answer.code !== null && found[0] === String(answer.code)[0] ? found : null;
}

const CLOCK = /\b(?:in|after|for|wait)\s+(\d{1,2}):(\d{2}):(\d{2})\b/i;
const SPAN =
  /\b(?:in|after|for|wait)\s+(?:at least\s+)?(\d{1,5})\s*(s|sec|secs|seconds?|m|min|mins|minutes?|h|hours?)\b/i;

/** Seconds to wait as a server writes them (`try again in 300 seconds`, `in 00:04:59`), at most a day. */
function waitIn(text: string): number | undefined {
  const clock = CLOCK.exec(text);
  if (clock) return Number(clock[1]) * 3600 + Number(clock[2]) * 60 + Number(clock[3]);
  const span = SPAN.exec(text);
  if (!span) return undefined;
  const unit = span[2]?.[0]?.toLowerCase();
  const seconds = Number(span[1]) * (unit === 'h' ? 3600 : unit === 'm' ? 60 : 1);
  return Math.min(seconds, 86_400);
}
