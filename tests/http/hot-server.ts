import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { overrideEnv } from '#server/config/env.ts';
import { hotEndpoints } from '#server/http/hot-endpoints.ts';
import { createLog } from '#server/lib/log.ts';

export type HotServer = { origin: string; close: () => Promise<void> };

/** The public endpoints behind a port of their own, with a data folder of their own; `variables` go into the environment first. */
export async function startHotServer(variables: Parameters<typeof overrideEnv>[0] = {}): Promise<HotServer> {
  const folder = mkdtempSync(join(tmpdir(), 'postino-hot-'));
  overrideEnv({ POSTINO_DATA: folder, ...variables });
  const hot = await hotEndpoints(createLog('test'));
  const server = createServer((request, response) => {
    if (!hot.handle(request, response)) response.writeHead(418).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await hot.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
