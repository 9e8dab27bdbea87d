import { type Classification, classifyOutcome } from '#server/mail/answers/classify.ts';
import type { Outcome, SmtpPhase } from '#server/mail/smtp/outcome.ts';
import { retryDelay } from './retry.ts';
import type { Settlement } from './settle.sql.ts';

/** What a transport's outcome means for one row, for its address, and for the stream. */
export type Reading = Pick<Settlement, 'state' | 'reason' | 'tries' | 'retrySeconds' | 'attempt'> & {
  /** The address does not exist: unknown user, said for good. */
  hardBounce: boolean;
  /** Present when the whole connection was refused or throttled: the stream slows down. */
  brake: { reason: string; hintSeconds: number } | null;
};

/** Steps before any recipient is named: what goes wrong here is never counted against one. */
const OPENING: readonly SmtpPhase[] = ['connect', 'greeting', 'ehlo', 'starttls', 'auth', 'reset'];
/** Seconds until a row that met a closed door, or once a broken line, is tried again; the stream pauses by itself. */
const CLOSED_DOOR_SECONDS = 15;
const ANSWER_LIMIT = 1000;

/** `tries` made before this one; `spread` in [0, 1) as for `retryDelay`. */
export function readOutcome(outcome: Outcome, tries: number, spread = 0): Reading {
  const attempt = { number: Math.min(tries + 1, 32_767), answer: clip(outcome.text), host: outcome.host };
  if (outcome.outcome === 'unknown') {
    return {
      state: 'uncertain',
      reason: 'no-answer',
      tries: tries + 1,
      retrySeconds: 0,
      attempt: { ...attempt, outcome: 'unknown', phase: outcome.phase, code: null, enhanced: null },
      hardBounce: false,
      brake: null,
    };
  }
  const read = classifyOutcome(outcome);
  const phase = outcome.outcome === 'accepted' ? 'end-of-data' : outcome.phase;
  const said = { ...attempt, outcome: read.outcome, phase, code: outcome.code, enhanced: outcome.enhanced };
  const brake = brakeOf(read, phase);
  const opening = OPENING.includes(phase);
  return {
    state: read.outcome,
    reason: read.outcome === 'accepted' ? null : read.reason,
    tries: opening ? tries : tries + 1,
    retrySeconds:
      opening || (tries === 0 && outcome.code === null)
        ? Math.max(CLOSED_DOOR_SECONDS, read.retryAfterHint ?? 0)
        : retryDelay(tries + 1, read.retryAfterHint, spread),
    attempt: said,
    hardBounce: read.outcome === 'bounced' && read.bounce === 'hard',
    brake,
  };
}

function brakeOf(read: Classification, phase: SmtpPhase): Reading['brake'] {
  if (read.outcome !== 'deferred') return null;
  const whole = read.scope === 'connection' || OPENING.includes(phase) || phase === 'mail';
  return whole ? { reason: read.reason, hintSeconds: read.retryAfterHint ?? 0 } : null;
}

/** What the ledger keeps of an answer: no NUL, which PostgreSQL's text can't hold, and no more than anybody reads. */
function clip(text: string): string {
  return text.replaceAll('\0', '').slice(0, ANSWER_LIMIT).toWellFormed();
}
