/** The step of the dialogue an answer or a failure belongs to. `end-of-data` starts when the final dot is written. */
export type SmtpPhase =
  | 'connect'
  | 'greeting'
  | 'ehlo'
  | 'starttls'
  | 'auth'
  | 'reset'
  | 'mail'
  | 'rcpt'
  | 'data'
  | 'end-of-data';

/**
 * Why there is no answer to read. The last three never touched the wire: the address cannot be put in a command,
 * the server lacks an extension the message needs, or its announced SIZE is smaller than the message.
 */
export type LinkFailure =
  | 'closed'
  | 'timeout'
  | 'protocol'
  | 'tls'
  | 'dns'
  | 'unreachable'
  | 'aborted'
  | 'address'
  | 'unsupported'
  | 'too-large';

/** The server answered 2xx to the final dot and has the message. */
export interface Accepted {
  outcome: 'accepted';
  code: number;
  enhanced: string | null;
  text: string;
  host: string;
}

/**
 * The message was certainly not taken: an answer said so (`code`), or the connection failed before the final dot was
 * written (`code` null, `failure` set). `connectionLost` says the connection cannot be used again.
 */
export interface Refused {
  outcome: 'refused';
  phase: SmtpPhase;
  code: number | null;
  enhanced: string | null;
  text: string;
  temporary: boolean;
  connectionLost: boolean;
  failure: LinkFailure | null;
  host: string;
}

/** The final dot was written and no whole answer came back: the server may have the message or not. */
export interface Unknown {
  outcome: 'unknown';
  phase: 'end-of-data';
  text: string;
  failure: LinkFailure;
  host: string;
}

export type Outcome = Accepted | Refused | Unknown;

/** A failure of the link itself, thrown inside the client and turned into an outcome at its door. */
export class LinkError extends Error {
  readonly failure: LinkFailure;

  constructor(failure: LinkFailure, message: string) {
    super(message);
    this.name = 'LinkError';
    this.failure = failure;
  }
}
