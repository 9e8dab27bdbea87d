import { env, overrideEnv } from '../config/env.ts';
import { closeDatabase } from './client.ts';
import { startEmbeddedPostgres } from './embedded-postgres.ts';

/**
 * Makes the database of this installation reachable: `DATABASE_URL`, else the embedded one, adopted when it runs and
 * started when it does not. `close` stops it only where this call started it and nobody else uses it.
 */
export async function openDatabase(): Promise<{ url: string; close(): Promise<void> }> {
  const given = env().DATABASE_URL;
  if (given) return { url: given, close: closeDatabase };
  const server = await startEmbeddedPostgres(env().dataFolder);
  overrideEnv({ DATABASE_URL: server.url });
  return {
    url: server.url,
    async close() {
      await closeDatabase();
      if (server.startedHere) await server.stopUnlessUsed();
    },
  };
}
