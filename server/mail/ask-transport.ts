import { connectSmtp, SmtpConnection } from './smtp/connection.ts';
import type { TransportConfig } from './transport-config.ts';

/**
 * Whether the configured server takes us: connects, is greeted, introduces itself, signs in where credentials are configured, and
 * leaves. Null: it does. `unreachable`: no connection; `refused`: a connection, but the server or its certificate turns us away.
 */
export async function askTransport(
  config: TransportConfig,
  signal?: AbortSignal,
): Promise<'unreachable' | 'refused' | null> {
  if (config.kind !== 'smtp') return null;
  const connection = await connectSmtp(config, signal);
  if (!(connection instanceof SmtpConnection)) return connection.phase === 'connect' ? 'unreachable' : 'refused';
  await connection.quit();
  return null;
}
