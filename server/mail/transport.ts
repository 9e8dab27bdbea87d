import type { SmtpMessage } from './smtp/connection.ts';
import type { Outcome } from './smtp/outcome.ts';
import { type PoolHealth, type PoolOptions, SmtpPool } from './smtp/pool.ts';
import type { SmtpTransportConfig, TransportConfig } from './transport-config.ts';

export type { Outcome } from './smtp/outcome.ts';
export type { PoolHealth } from './smtp/pool.ts';
export {
  parseSmtpUrl,
  type TransportConfig,
  TransportConfigError,
} from './transport-config.ts';

/**
 * One message to one recipient. `beforeFinalDot` is where the ledger marks rows `committing`: the first message of a
 * window marks them all, the others leave it out. If it rejects, the message was not given and `send` rejects with it.
 */
export type TransportMessage = SmtpMessage & { signal?: AbortSignal | undefined };

/** One stream of messages, one at a time. It reconnects by itself; `close` gives its place back. */
export interface TransportSession {
  send(message: TransportMessage): Promise<Outcome>;
  close(): void;
}

export interface Transport {
  readonly kind: TransportConfig['kind'];
  readonly name: string;
  /** Waits for one of the transport's places; rejects with `PoolClosedError` or the signal's reason. */
  open(signal?: AbortSignal): Promise<TransportSession>;
  health(): PoolHealth;
  /** Lets sessions finish for `graceMs` (5,000), then cuts them. No socket is open when it resolves. */
  close(graceMs?: number): Promise<void>;
  /** Cuts everything at once. */
  abort(): void;
}

export interface TransportOptions extends Omit<PoolOptions, 'size'> {
  /** Streams at once (10). */
  sessions?: number;
}

/** There is no adapter for this kind of transport in this build. */
export class TransportUnavailableError extends Error {
  readonly kind: TransportConfig['kind'];

  constructor(kind: TransportConfig['kind']) {
    super(`no adapter for ${kind}`);
    this.name = 'TransportUnavailableError';
    this.kind = kind;
  }
}

/** The one place that picks how mail leaves. Throws `TransportUnavailableError`. */
export function createTransport(config: TransportConfig, options: TransportOptions = {}): Transport {
  switch (config.kind) {
    case 'smtp':
      return smtpTransport(config, options);
    case 'resend':
      throw new TransportUnavailableError(config.kind);
    default:
      return config satisfies never;
  }
}

function smtpTransport(config: SmtpTransportConfig, options: TransportOptions): Transport {
  const { sessions, ...rest } = options;
  const pool = new SmtpPool(config, sessions === undefined ? rest : { ...rest, size: sessions });
  return {
    kind: config.kind,
    name: config.name,
    open: (signal) => pool.session(signal),
    health: () => pool.health(),
    close: (graceMs) => pool.close(graceMs),
    abort: () => pool.abort(),
  };
}
