import { isAscii } from 'node:buffer';
import { isIPv6 } from 'node:net';
import { toPath } from './address.ts';
import { FINAL_DOT, stuff, trimCanonical } from './body.ts';
import { Link, type LinkTarget } from './link.ts';
import { LinkError, type Outcome, type Refused, type SmtpPhase } from './outcome.ts';
import type { Reply } from './reply.ts';

/** `none`: plain text. `opportunistic`: STARTTLS where offered, any certificate. `verified`: TLS with a valid name, or nothing. */
export type TlsPolicy = 'none' | 'opportunistic' | 'verified';

/** Milliseconds, by RFC 5321 §4.5.3.2 where it names one. */
export interface SmtpTimeouts {
  connect: number;
  tls: number;
  greeting: number;
  command: number;
  mail: number;
  rcpt: number;
  dataStart: number;
  dataBlock: number;
  dataEnd: number;
  quit: number;
}

const MINUTE = 60_000;
export const RFC_TIMEOUTS: SmtpTimeouts = {
  connect: 30_000,
  tls: 30_000,
  greeting: 5 * MINUTE,
  command: 5 * MINUTE,
  mail: 5 * MINUTE,
  rcpt: 5 * MINUTE,
  dataStart: 2 * MINUTE,
  dataBlock: 3 * MINUTE,
  dataEnd: 10 * MINUTE,
  quit: 2_000,
};

/** A server to talk to. `secure` is TLS from the first octet (smtps); `heloName` defaults to our address as a literal. */
export interface SmtpTarget {
  host: string;
  port: number;
  secure: boolean;
  tls: TlsPolicy;
  auth?: { user: string; pass: string } | undefined;
  heloName?: string | undefined;
  localAddress?: string | undefined;
  /** PEM of the authority to trust in place of the system's. */
  ca?: string | undefined;
  timeouts?: Partial<SmtpTimeouts> | undefined;
}

/** What the server said it can do, by keyword in capitals (RFC 5321 §4.1.1.1). */
export type Extensions = ReadonlyMap<string, string>;

export interface EnvelopeOptions {
  /** Octets of the message, told to servers that offer SIZE (RFC 1870). */
  size?: number;
  /** The message has octets over 127: BODY=8BITMIME (RFC 6152). */
  eightBit?: boolean;
}

export interface BodyOptions {
  /** The message is CRLF only with its leading dots doubled: it is sent as it is. */
  canonical?: boolean;
  /** Awaited when all but the final dot is written. A rejection drops the connection without the dot. */
  beforeFinalDot?: (() => Promise<void> | void) | undefined;
}

export interface SmtpMessage {
  /** `from` is '' for the null sender. */
  envelope: { from: string; to: string };
  /** The whole RFC 5322 message. */
  bytes: Uint8Array;
  canonical?: boolean;
  beforeFinalDot?: (() => Promise<void> | void) | undefined;
}

/**
 * One SMTP session, one message at a time: `envelope`, then `body`. Every failure comes back as an outcome; the only
 * thing that rejects is the caller's own `beforeFinalDot`.
 */
export class SmtpConnection {
  readonly host: string;
  readonly extensions: Extensions;
  readonly openedAt = performance.now();
  #link: Link;
  #timeouts: SmtpTimeouts;
  /** `open` after MAIL: what was not finished must be reset. */
  #transaction: 'none' | 'open' | 'ready' = 'none';
  #sent = 0;

  constructor(link: Link, host: string, extensions: Extensions, timeouts: SmtpTimeouts) {
    this.#link = link;
    this.host = host;
    this.extensions = extensions;
    this.#timeouts = timeouts;
  }

  /** Messages whose body was given to the server. */
  get sent(): number {
    return this.#sent;
  }

  /** False when the link is dead or the server spoke unasked (a 421 while idle, RFC 5321 §3.8). */
  get usable(): boolean {
    return this.#link.error === null && !this.#link.spoken;
  }

  get encrypted(): boolean {
    return this.#link.encrypted;
  }

  /** MAIL and RCPT; `null` when the server is ready for the body, otherwise why it is not. */
  async envelope(from: string, to: string, options: EnvelopeOptions = {}): Promise<Refused | null> {
    let phase: SmtpPhase = 'mail';
    try {
      const commands = this.#commands(from, to, options);
      if (this.#transaction !== 'none') {
        phase = 'reset';
        const reset = await this.#command('RSET\r\n', this.#timeouts.command);
        if (reset.code === 421) return this.#refuse(phase, reset);
        if (reset.code !== 250) throw new LinkError('protocol', `RSET: ${reset.code} ${reset.text}`);
        this.#transaction = 'none';
        phase = 'mail';
      }
      const mail = await this.#command(commands.mail, this.#timeouts.mail);
      if (!positive(mail)) return this.#refuse(phase, mail);
      this.#transaction = 'open';
      phase = 'rcpt';
      const rcpt = await this.#command(commands.rcpt, this.#timeouts.rcpt);
      if (!positive(rcpt)) return this.#refuse(phase, rcpt);
      this.#transaction = 'ready';
      return null;
    } catch (error) {
      return this.#failed(phase, error);
    }
  }

  /**
   * DATA, the whole message, `beforeFinalDot`, the final dot, the answer. Until the dot is written every failure is
   * `refused` and safe to try again; after it, only an answer decides, and none at all is `unknown`.
   */
  async body(message: Uint8Array, options: BodyOptions = {}): Promise<Outcome> {
    if (this.#transaction !== 'ready') throw new Error('body() without an accepted envelope()');
    this.#transaction = 'open';
    try {
      const start = await this.#command('DATA\r\n', this.#timeouts.dataStart);
      if (start.code !== 354) return this.#refuse('data', start);
    } catch (error) {
      return this.#failed('data', error);
    }
    const text = options.canonical ? trimCanonical(message) : stuff(message);
    const early = await this.#text(text, options.beforeFinalDot);
    if (early) return early;
    return this.#finalDot();
  }

  /** One whole message on this connection. */
  async send(message: SmtpMessage): Promise<Outcome> {
    const { envelope, bytes } = message;
    const refused = await this.envelope(envelope.from, envelope.to, { size: bytes.length, eightBit: !isAscii(bytes) });
    if (refused) return refused;
    return this.body(bytes, { canonical: message.canonical === true, beforeFinalDot: message.beforeFinalDot });
  }

  /** Says QUIT and waits for the answer at most `timeouts.quit`; the socket is gone when it returns. Never throws. */
  async quit(): Promise<void> {
    try {
      this.#link.write('QUIT\r\n');
      await this.#link.read(this.#timeouts.quit);
    } catch {
      // A server that does not say goodbye is gone all the same.
    }
    this.#link.drop();
  }

  /** Ends the connection at once: what is under way fails as `aborted`. */
  abort(): void {
    this.#link.drop(new LinkError('aborted', 'aborted by us'));
  }

  async #text(text: Uint8Array, beforeFinalDot: BodyOptions['beforeFinalDot']): Promise<Outcome | null> {
    this.#sent += 1;
    try {
      this.#link.write(text);
      await this.#link.flush(this.#timeouts.dataBlock);
    } catch {
      // The link keeps its error, and the answer that may have come before it: both are read below.
    }
    const early = await this.#early();
    if (early || !beforeFinalDot) return early;
    try {
      await beforeFinalDot();
    } catch (error) {
      this.#link.drop(new LinkError('aborted', 'given up before the final dot'));
      throw error;
    }
    return this.#early();
  }

  /**
   * What went wrong while the message was being written. An answer before its end leaves both sides out of step: the
   * message was not taken, and the link is over.
   */
  async #early(): Promise<Refused | null> {
    if (!this.#link.spoken) return this.#link.error ? this.#failed('data', this.#link.error) : null;
    try {
      const reply = await this.#link.read(this.#timeouts.dataEnd);
      this.#link.drop(new LinkError('protocol', 'answer before the end of the data'));
      return this.#refuse('data', reply);
    } catch (error) {
      return this.#failed('data', error);
    }
  }

  async #finalDot(): Promise<Outcome> {
    try {
      this.#link.write(FINAL_DOT);
    } catch (error) {
      // A link already known dead took no octet of it.
      return this.#failed('data', error);
    }
    try {
      const reply = await this.#link.read(this.#timeouts.dataEnd);
      if (positive(reply)) {
        this.#transaction = 'none';
        return { outcome: 'accepted', code: reply.code, enhanced: reply.enhanced, text: reply.text, host: this.host };
      }
      if (reply.code < 400) throw new LinkError('protocol', `${reply.code} ${reply.text}`);
      this.#transaction = 'none';
      return this.#refuse('end-of-data', reply);
    } catch (error) {
      const { failure, message } = asLinkError(error);
      this.#link.drop(asLinkError(error));
      return { outcome: 'unknown', phase: 'end-of-data', text: message, failure, host: this.host };
    }
  }

  #commands(from: string, to: string, options: EnvelopeOptions): { mail: string; rcpt: string } {
    const sender = toPath(from, true);
    const recipient = toPath(to, false);
    let mail = `MAIL FROM:<${sender.path}>`;
    const limit = this.extensions.get('SIZE');
    if (limit !== undefined && options.size !== undefined) {
      if (Number(limit) > 0 && options.size > Number(limit)) throw new LinkError('too-large', `limit ${Number(limit)}`);
      mail += ` SIZE=${options.size}`;
    }
    if (options.eightBit) {
      if (!this.extensions.has('8BITMIME')) throw new LinkError('unsupported', '8BITMIME');
      mail += ' BODY=8BITMIME';
    }
    if (sender.utf8 || recipient.utf8) {
      if (!this.extensions.has('SMTPUTF8')) throw new LinkError('unsupported', 'SMTPUTF8');
      mail += ' SMTPUTF8';
    }
    return { mail: `${mail}\r\n`, rcpt: `RCPT TO:<${recipient.path}>\r\n` };
  }

  async #command(line: string, timeoutMs: number): Promise<Reply> {
    return exchange(this.#link, line, timeoutMs);
  }

  #refuse(phase: SmtpPhase, reply: Reply): Refused {
    const refused = fromReply(phase, reply, this.host);
    if (refused.failure) this.#link.drop(new LinkError('protocol', `${reply.code} out of place`));
    else if (reply.code === 421) this.#link.drop(new LinkError('closed', 'the server closes the channel'));
    return { ...refused, connectionLost: this.#link.error !== null };
  }

  #failed(phase: SmtpPhase, error: unknown): Refused {
    const known = asLinkError(error);
    // An address or a size that does not fit never reached the wire: the link is as good as before.
    if (!isLocal(known)) this.#link.drop(known);
    return fromFailure(phase, known, this.host);
  }
}

/** Opens a session: connect, greeting, EHLO (HELO), STARTTLS by policy, AUTH. Never throws. */
export async function connectSmtp(target: SmtpTarget, signal?: AbortSignal): Promise<SmtpConnection | Refused> {
  const first = await openSession(target, target.tls, signal);
  // Opportunistic TLS promises no protection, so a handshake that fails falls back to plain text (RFC 7435 §3).
  const broken = !(first instanceof SmtpConnection) && first.phase === 'starttls' && first.failure !== null;
  return broken && target.tls === 'opportunistic' && !target.auth && first.failure !== 'aborted'
    ? openSession(target, 'none', signal)
    : first;
}

async function openSession(
  target: SmtpTarget,
  policy: TlsPolicy,
  signal?: AbortSignal,
): Promise<SmtpConnection | Refused> {
  const timeouts = { ...RFC_TIMEOUTS, ...target.timeouts };
  const wire: LinkTarget = { ...target, verify: policy === 'verified' };
  const progress: { phase: SmtpPhase } = { phase: 'connect' };
  let link: Link | null = null;
  const onAbort = () => link?.drop(new LinkError('aborted', 'aborted by us'));
  try {
    link = await Link.open(wire, timeouts.connect, signal);
    signal?.addEventListener('abort', onAbort, { once: true });
    return await introduce(link, { target, wire, policy, timeouts, progress });
  } catch (error) {
    const refused =
      error instanceof Refusal ? error.refused : fromFailure(progress.phase, asLinkError(error), target.host);
    link?.drop();
    return { ...refused, connectionLost: true };
  } finally {
    signal?.removeEventListener('abort', onAbort);
  }
}

interface Introduction {
  target: SmtpTarget;
  wire: LinkTarget;
  policy: TlsPolicy;
  timeouts: SmtpTimeouts;
  progress: { phase: SmtpPhase };
}

async function introduce(link: Link, it: Introduction): Promise<SmtpConnection> {
  const { target, policy, timeouts } = it;
  it.progress.phase = 'greeting';
  const greeting = await link.read(timeouts.greeting);
  if (greeting.code !== 220) throw new Refusal(fromReply('greeting', greeting, target.host));
  let extensions = await hello(link, it);
  if (!link.encrypted && policy !== 'none') {
    if (await startTls(link, it, extensions)) extensions = await hello(link, it);
  }
  if (target.auth) await login(link, it, extensions, target.auth);
  return new SmtpConnection(link, target.host, extensions, timeouts);
}

async function hello(link: Link, it: Introduction): Promise<Extensions> {
  it.progress.phase = 'ehlo';
  const name = it.target.heloName ?? literal(link.localAddress);
  if (!/^[\x21-\x7e]{1,255}$/.test(name)) throw new LinkError('address', 'not a name for EHLO');
  const reply = await exchange(link, `EHLO ${name}\r\n`, it.timeouts.command);
  if (positive(reply)) return readExtensions(reply);
  // RFC 5321 §3.2: a server that knows no EHLO says 500, 502 or 550 and takes HELO.
  if (reply.code < 500) throw new Refusal(fromReply('ehlo', reply, it.target.host));
  const old = await exchange(link, `HELO ${name}\r\n`, it.timeouts.command);
  if (!positive(old)) throw new Refusal(fromReply('ehlo', old, it.target.host));
  return new Map();
}

/** True when the link is encrypted now. */
async function startTls(link: Link, it: Introduction, extensions: Extensions): Promise<boolean> {
  it.progress.phase = 'starttls';
  if (!extensions.has('STARTTLS')) {
    if (it.policy === 'verified') throw new LinkError('tls', 'the server does not offer STARTTLS');
    return false;
  }
  const reply = await exchange(link, 'STARTTLS\r\n', it.timeouts.command);
  if (reply.code !== 220) {
    if (it.policy === 'opportunistic' && reply.code !== 421) return false;
    throw new Refusal(fromReply('starttls', reply, it.target.host));
  }
  await link.upgrade(it.wire, it.timeouts.tls);
  return true;
}

async function login(
  link: Link,
  it: Introduction,
  extensions: Extensions,
  auth: { user: string; pass: string },
): Promise<void> {
  it.progress.phase = 'auth';
  // Stripping STARTTLS from a reply must not be enough to read a password.
  if (!link.encrypted && it.policy !== 'none') throw new LinkError('tls', 'no login without TLS');
  const offered = new Set((extensions.get('AUTH') ?? '').toUpperCase().split(/[ =]+/));
  const { command } = it.timeouts;
  let reply: Reply;
  if (offered.has('PLAIN')) {
    reply = await exchange(link, `AUTH PLAIN ${base64(`\0${auth.user}\0${auth.pass}`)}\r\n`, command);
  } else if (offered.has('LOGIN')) {
    reply = await exchange(link, 'AUTH LOGIN\r\n', command);
    if (reply.code === 334) reply = await exchange(link, `${base64(auth.user)}\r\n`, command);
    if (reply.code === 334) reply = await exchange(link, `${base64(auth.pass)}\r\n`, command);
  } else {
    throw new LinkError('unsupported', 'AUTH PLAIN or LOGIN');
  }
  if (reply.code !== 235) throw new Refusal(fromReply('auth', reply, it.target.host));
}

/** A refusal on its way to the door of the module. */
class Refusal extends Error {
  readonly refused: Refused;

  constructor(refused: Refused) {
    super(refused.text);
    this.refused = refused;
  }
}

/** One command, one answer. Octets the server sent before being asked mean the two sides are out of step. */
async function exchange(link: Link, line: string, timeoutMs: number): Promise<Reply> {
  // A 421 that came unasked is the answer to whatever is said next (RFC 5321 §3.8).
  if (!link.spoken) link.write(line);
  else {
    const early = await link.read(timeoutMs);
    if (early.code === 421) return early;
    throw new LinkError('protocol', `unasked: ${early.code} ${early.text}`);
  }
  return link.read(timeoutMs);
}

function readExtensions(reply: Reply): Extensions {
  const extensions = new Map<string, string>();
  for (const line of reply.lines.slice(1)) {
    const [, keyword = '', value = ''] = /^([a-z0-9][a-z0-9-]*)[ =]?(.*)$/i.exec(line) ?? [];
    if (keyword) extensions.set(keyword.toUpperCase(), value.trim());
  }
  return extensions;
}

function fromReply(phase: SmtpPhase, reply: Reply, host: string): Refused {
  // An answer that is neither a no nor the one expected tells nothing about the message: try again.
  const refusal = reply.code >= 400;
  return {
    outcome: 'refused',
    phase,
    code: refusal ? reply.code : null,
    enhanced: refusal ? reply.enhanced : null,
    text: refusal ? reply.text : `${reply.code} ${reply.text}`,
    temporary: reply.code < 500,
    connectionLost: false,
    failure: refusal ? null : 'protocol',
    host,
  };
}

function fromFailure(phase: SmtpPhase, error: LinkError, host: string): Refused {
  const local = isLocal(error);
  return {
    outcome: 'refused',
    phase,
    code: null,
    enhanced: null,
    text: error.message,
    temporary: !local,
    connectionLost: !local,
    failure: error.failure,
    host,
  };
}

function isLocal(error: LinkError): boolean {
  return error.failure === 'address' || error.failure === 'unsupported' || error.failure === 'too-large';
}

function asLinkError(error: unknown): LinkError {
  if (error instanceof LinkError) return error;
  throw error;
}

function positive(reply: Reply): boolean {
  return reply.code >= 200 && reply.code < 300;
}

function literal(address: string | undefined): string {
  if (!address) return '[127.0.0.1]';
  return isIPv6(address) ? `[IPv6:${address}]` : `[${address}]`;
}

function base64(text: string): string {
  return Buffer.from(text).toString('base64');
}
