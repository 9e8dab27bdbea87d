/**
 * What a returned mail is. `hard`, `soft` and `block` are bounces as in the answer rules: `hard` ends an address, `soft` counts
 * towards ending it, `block` is never the address's fault. The rest never touches delivery: `removal` is a person's wish,
 * `delayed` a server that goes on trying, `none` a mail that returns nothing.
 */
export type ReturnKind =
  | 'hard'
  | 'soft'
  | 'block'
  | 'complaint'
  | 'auto-reply'
  | 'removal'
  | 'delivered'
  | 'delayed'
  | 'none';

export interface ReturnReport {
  kind: ReturnKind;
  /** RFC 3463 `x.y.z`, or null where nothing gives one. */
  status: string | null;
  /** The SMTP answer's basic code, 400 to 599. */
  code: number | null;
  /** The address that was written to, as the report writes it. */
  recipient: string | null;
  /** Stable, kebab-case; the words of the answer rules where they have one. */
  reason: string;
  /** The sentence or field that the reading rests on: one line, at most 500 characters, no NUL. */
  evidence: string;
  /** The server that refused, where it is named. */
  remoteHost: string | null;
  /** Original-Envelope-Id: what was given as ENVID (RFC 3461 §4.4). */
  envelopeId: string | null;
  /** Message-ID of the message that came back, without its angle brackets. */
  originalMessageId: string | null;
  /** Further recipients of the same report, in its order. */
  several?: ReturnReport[];
}

const EVIDENCE_CHARACTERS = 500;

/** A report with nothing known but what is given. */
export function reportOf(
  known: Pick<ReturnReport, 'kind' | 'reason'> & Partial<Omit<ReturnReport, 'several'>>,
): ReturnReport {
  return {
    status: null,
    code: null,
    recipient: null,
    remoteHost: null,
    envelopeId: null,
    originalMessageId: null,
    ...known,
    evidence: evidenceFrom(known.evidence ?? ''),
  };
}

/** One line without control characters, cut at 500. */
function evidenceFrom(text: string): string {
  const line = text
    .slice(0, EVIDENCE_CHARACTERS * 4)
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim();
  // A cut between the halves of a pair would leave what no database takes.
  return line.slice(0, EVIDENCE_CHARACTERS).toWellFormed();
}
