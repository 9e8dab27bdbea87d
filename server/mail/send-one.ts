import { createTransport, type Outcome } from './transport.ts';
import type { TransportConfig } from './transport-config.ts';

/** Gives one message to the next server on a connection of its own. Rejects where there is no connection to be had. */
export async function sendOne(
  config: TransportConfig,
  envelope: { from: string; to: string },
  bytes: Uint8Array,
): Promise<Outcome> {
  const transport = createTransport(config, { sessions: 1 });
  try {
    const session = await transport.open();
    try {
      return await session.send({ envelope, bytes });
    } finally {
      session.close();
    }
  } finally {
    await transport.close();
  }
}
