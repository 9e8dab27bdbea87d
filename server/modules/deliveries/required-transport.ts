import { InvalidState } from '#server/lib/errors.ts';
import { NoTransportError, transportConfig } from '#server/mail/configured-transport.ts';
import type { TransportConfig } from '#server/mail/transport.ts';

/** The configured way to send; InvalidState (`no-transport`) where there is none. */
export function requiredTransport(): TransportConfig {
  try {
    return transportConfig();
  } catch (error) {
    if (!(error instanceof NoTransportError)) throw error;
    throw new InvalidState({ what: 'transport', reason: 'no-transport' });
  }
}
