import { connectSmtp, SmtpConnection, type SmtpMessage, type SmtpTarget } from './connection.ts';
import type { LinkFailure, Outcome, Refused } from './outcome.ts';

export interface PoolOptions {
  /** Connections at most (10). */
  size?: number;
  /** Messages over one connection before it is replaced (1,000). */
  maxMessages?: number;
  /** Age in seconds at which a connection is replaced (300). */
  maxSeconds?: number;
  /** Seconds an unused connection is kept (30). */
  idleSeconds?: number;
}

export interface PoolHealth {
  /** Sessions in use, warm connections waiting, callers waiting for a session. */
  busy: number;
  idle: number;
  waiting: number;
  opened: number;
  /** Connections that could not be opened since the last that could; what the last of them said. */
  failuresInARow: number;
  lastFailure: { code: number | null; failure: LinkFailure | null; text: string; at: Date } | null;
}

/** A place in the pool: one message at a time over at most one connection, opened when needed. */
export interface SmtpSession {
  /**
   * Sends one message. A connection that cannot be opened answers `refused`; an idle one that died is replaced once,
   * before anything of the message was given. Rejects only with what `beforeFinalDot` rejected with, or after `close`.
   * `signal` cuts the dialogue: the outcome is then `refused`, or `unknown` after the final dot.
   */
  send(message: SmtpMessage & { signal?: AbortSignal | undefined }): Promise<Outcome>;
  /** Gives the place back. The connection stays warm if it is in order. */
  close(): void;
}

/** N connections to one server. Sockets exist only inside sessions and the idle list, and `close` ends both. */
export class SmtpPool {
  #target: SmtpTarget;
  #options: Required<PoolOptions>;
  #stop = new AbortController();
  #drained = false;
  #open = new Set<Session>();
  #idle: { connection: SmtpConnection; timer: NodeJS.Timeout }[] = [];
  #quitting = new Set<Promise<void>>();
  #waiting: { resolve: (session: SmtpSession) => void; reject: (error: Error) => void }[] = [];
  #opened = 0;
  #failuresInARow = 0;
  #lastFailure: PoolHealth['lastFailure'] = null;
  #onEmpty: (() => void) | null = null;

  constructor(target: SmtpTarget, options: PoolOptions = {}) {
    this.#target = target;
    this.#options = { size: 10, maxMessages: 1000, maxSeconds: 300, idleSeconds: 30, ...options };
  }

  health(): PoolHealth {
    return {
      busy: this.#open.size,
      idle: this.#idle.length,
      waiting: this.#waiting.length,
      opened: this.#opened,
      failuresInARow: this.#failuresInARow,
      lastFailure: this.#lastFailure,
    };
  }

  /** Waits for a free place. Rejects with `PoolClosedError`, or the signal's reason. */
  session(signal?: AbortSignal): Promise<SmtpSession> {
    if (this.#drained) return Promise.reject(new PoolClosedError());
    if (signal?.aborted) return Promise.reject(asError(signal.reason));
    if (this.#open.size < this.#options.size) return Promise.resolve(this.#place());
    return new Promise((resolve, reject) => {
      const entry = {
        resolve: (session: SmtpSession) => {
          signal?.removeEventListener('abort', onAbort);
          resolve(session);
        },
        reject: (error: Error) => {
          signal?.removeEventListener('abort', onAbort);
          reject(error);
        },
      };
      const onAbort = () => {
        this.#waiting = this.#waiting.filter((other) => other !== entry);
        entry.reject(asError(signal?.reason));
      };
      signal?.addEventListener('abort', onAbort, { once: true });
      this.#waiting.push(entry);
    });
  }

  /** No new sessions; those in use may finish within `graceMs` (5 s), then are cut. Resolves with no socket open. */
  async close(graceMs = 5_000): Promise<void> {
    this.#drained = true;
    for (const entry of this.#waiting.splice(0)) entry.reject(new PoolClosedError());
    for (const { connection, timer } of this.#idle.splice(0)) {
      clearTimeout(timer);
      this.#quit(connection);
    }
    if (this.#open.size > 0) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, graceMs);
        this.#onEmpty = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
    this.abort();
    await Promise.all(this.#quitting);
  }

  /** Cuts everything at once: what is under way ends as `aborted`. */
  abort(): void {
    this.#drained = true;
    this.#stop.abort();
    for (const entry of this.#waiting.splice(0)) entry.reject(new PoolClosedError());
    for (const { connection, timer } of this.#idle.splice(0)) {
      clearTimeout(timer);
      connection.abort();
    }
    for (const session of [...this.#open]) session.abort();
  }

  #place(): SmtpSession {
    const session = new Session({
      take: () => this.#take(),
      connect: (signal) => this.#connect(signal),
      giveBack: (connection) => this.#giveBack(connection),
      left: (left) => this.#left(left),
      worn: (connection) => this.#worn(connection),
      discard: (connection) => this.#quit(connection),
      stopped: () => this.#stop.signal.aborted,
    });
    this.#open.add(session);
    return session;
  }

  #left(session: Session): void {
    this.#open.delete(session);
    const next = this.#drained ? undefined : this.#waiting.shift();
    if (next) next.resolve(this.#place());
    if (this.#open.size === 0) this.#onEmpty?.();
  }

  #take(): SmtpConnection | null {
    for (let last = this.#idle.pop(); last; last = this.#idle.pop()) {
      clearTimeout(last.timer);
      if (last.connection.usable && !this.#worn(last.connection)) return last.connection;
      this.#quit(last.connection);
    }
    return null;
  }

  async #connect(signal?: AbortSignal): Promise<SmtpConnection | Refused> {
    const either = signal ? AbortSignal.any([this.#stop.signal, signal]) : this.#stop.signal;
    const result = await connectSmtp(this.#target, either);
    if (result instanceof SmtpConnection) {
      this.#opened += 1;
      this.#failuresInARow = 0;
    } else if (result.failure !== 'aborted') {
      this.#failuresInARow += 1;
      this.#lastFailure = { code: result.code, failure: result.failure, text: result.text, at: new Date() };
    }
    return result;
  }

  #giveBack(connection: SmtpConnection): void {
    if (this.#drained || !connection.usable || this.#worn(connection)) {
      this.#quit(connection);
      return;
    }
    const timer = setTimeout(() => {
      this.#idle = this.#idle.filter((entry) => entry.connection !== connection);
      this.#quit(connection);
    }, this.#options.idleSeconds * 1000);
    this.#idle.push({ connection, timer });
  }

  #worn(connection: SmtpConnection): boolean {
    const { maxMessages, maxSeconds } = this.#options;
    return connection.sent >= maxMessages || performance.now() - connection.openedAt >= maxSeconds * 1000;
  }

  /** QUIT in the background; `close` waits for it, and it is bounded by its own timeout. */
  #quit(connection: SmtpConnection): void {
    const done = connection.quit().finally(() => this.#quitting.delete(done));
    this.#quitting.add(done);
  }
}

/** What a session asks of its pool. */
interface Ground {
  take(): SmtpConnection | null;
  connect(signal?: AbortSignal): Promise<SmtpConnection | Refused>;
  giveBack(connection: SmtpConnection): void;
  left(session: Session): void;
  worn(connection: SmtpConnection): boolean;
  discard(connection: SmtpConnection): void;
  stopped(): boolean;
}

class Session implements SmtpSession {
  #ground: Ground;
  #connection: SmtpConnection | null = null;
  #closed = false;
  #sending = false;

  constructor(ground: Ground) {
    this.#ground = ground;
  }

  async send(message: SmtpMessage & { signal?: AbortSignal | undefined }): Promise<Outcome> {
    if (this.#closed) throw new PoolClosedError();
    if (this.#sending) throw new Error('a session sends one message at a time');
    this.#sending = true;
    try {
      const warm = this.#warm();
      if (warm) {
        const outcome = await this.#over(warm, message);
        if (!isStale(outcome) || message.signal?.aborted || this.#closed) return outcome;
      }
      const fresh = await this.#ground.connect(message.signal);
      return fresh instanceof SmtpConnection ? await this.#over(fresh, message) : fresh;
    } finally {
      this.#sending = false;
      if (this.#closed) this.#leave();
    }
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    if (!this.#sending) this.#leave();
  }

  abort(): void {
    this.#connection?.abort();
    this.close();
  }

  #leave(): void {
    if (this.#connection) this.#ground.giveBack(this.#connection);
    this.#connection = null;
    this.#ground.left(this);
  }

  /** A connection with messages behind it that can take one more. */
  #warm(): SmtpConnection | null {
    const own = this.#connection;
    this.#connection = null;
    if (!own) return this.#ground.take();
    if (own.usable && !this.#ground.worn(own)) return own;
    this.#ground.discard(own);
    return null;
  }

  async #over(connection: SmtpConnection, message: SmtpMessage & { signal?: AbortSignal | undefined }) {
    this.#connection = connection;
    const { signal } = message;
    const onAbort = () => connection.abort();
    if (signal?.aborted || this.#ground.stopped()) onAbort();
    signal?.addEventListener('abort', onAbort, { once: true });
    try {
      return await connection.send(message);
    } finally {
      signal?.removeEventListener('abort', onAbort);
    }
  }
}

/** The server had closed a kept connection (with a 421 or without a word) before it heard of this message. */
function isStale(outcome: Outcome): boolean {
  return (
    outcome.outcome === 'refused' &&
    outcome.connectionLost &&
    (outcome.phase === 'mail' || outcome.phase === 'reset') &&
    (outcome.failure === 'closed' || outcome.failure === 'protocol' || outcome.code === 421)
  );
}

export class PoolClosedError extends Error {
  constructor() {
    super('the pool is closed');
    this.name = 'PoolClosedError';
  }
}

function asError(reason: unknown): Error {
  return reason instanceof Error ? reason : new Error('aborted');
}
