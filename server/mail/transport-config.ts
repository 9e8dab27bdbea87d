import type { SmtpTarget, TlsPolicy } from './smtp/connection.ts';

export interface SmtpTransportConfig extends SmtpTarget {
  kind: 'smtp';
  /** How people and logs call it. */
  name: string;
}

export interface ResendTransportConfig {
  kind: 'resend';
  name: string;
  apiKey: string;
  baseUrl: string;
}

/** How mail leaves. A further way is one more member here and one more case in `createTransport`. */
export type TransportConfig = SmtpTransportConfig | ResendTransportConfig;

/** What is wrong with a transport's URL. The URL itself is not repeated: it may hold a password. */
export type TransportConfigProblem = 'not-a-url' | 'scheme' | 'host' | 'port' | 'tls' | 'credentials' | 'option';

export class TransportConfigError extends Error {
  readonly problem: TransportConfigProblem;

  constructor(problem: TransportConfigProblem) {
    super(`transport URL: ${problem}`);
    this.name = 'TransportConfigError';
    this.problem = problem;
  }
}

const OPTIONS = new Set(['tls', 'helo', 'local']);
const LOOPBACK = /^(?:localhost|127\.\d+\.\d+\.\d+|::1)$/i;

/**
 * Reads `smtp://user:pass@host:587?tls=none|opportunistic|verified` or `smtps://…` (TLS from the first octet, verified
 * unless `tls=opportunistic`), with `helo=` and `local=` (our name and address). Without `tls=`: `none` to this very
 * machine, `verified` with credentials, else `opportunistic`. Ports default to 25, 587 with credentials, 465 for smtps.
 * Throws `TransportConfigError`.
 */
export function parseSmtpUrl(url: string, name?: string): SmtpTransportConfig {
  const parsed = URL.parse(url);
  if (!parsed) throw new TransportConfigError('not-a-url');
  if (parsed.protocol !== 'smtp:' && parsed.protocol !== 'smtps:') throw new TransportConfigError('scheme');
  const host = decoded(parsed.hostname.replace(/^\[(.*)\]$/, '$1'));
  if (host === '' || (parsed.pathname !== '' && parsed.pathname !== '/')) throw new TransportConfigError('host');
  if (parsed.port === '0') throw new TransportConfigError('port');
  for (const key of parsed.searchParams.keys()) if (!OPTIONS.has(key)) throw new TransportConfigError('option');
  const user = decoded(parsed.username);
  const pass = decoded(parsed.password);
  if ((user === '') !== (pass === '') || /\0/.test(user + pass)) throw new TransportConfigError('credentials');
  const secure = parsed.protocol === 'smtps:';
  const helo = parsed.searchParams.get('helo');
  const local = parsed.searchParams.get('local');
  const port = parsed.port === '' ? (secure ? 465 : user ? 587 : 25) : Number(parsed.port);
  return {
    kind: 'smtp',
    name: name ?? `${host}:${port}`,
    host,
    port,
    secure,
    tls: policy(parsed.searchParams.get('tls'), { secure, login: user !== '', host }),
    ...(user ? { auth: { user, pass } } : {}),
    ...(helo ? { heloName: helo } : {}),
    ...(local ? { localAddress: local } : {}),
  };
}

function policy(asked: string | null, at: { secure: boolean; login: boolean; host: string }): TlsPolicy {
  if (asked === null) {
    if (at.secure) return 'verified';
    if (LOOPBACK.test(at.host)) return 'none';
    return at.login ? 'verified' : 'opportunistic';
  }
  if (asked === 'none' && !at.secure) return asked;
  if (asked === 'opportunistic' || asked === 'verified') return asked;
  throw new TransportConfigError('tls');
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new TransportConfigError('not-a-url');
  }
}
