import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import next from 'next';
import { env } from './config/env.ts';
import { openDatabase } from './db/open.ts';
import { health } from './http/health.ts';
import { hotEndpoints } from './http/hot-endpoints.ts';
import { isSameOrigin } from './http/same-origin.ts';
import { openStatus } from './http/status.ts';
import { closeJobs } from './jobs/boss.ts';
import { startHeartbeat } from './lib/heartbeat.ts';
import { createLog } from './lib/log.ts';
import { onProcessEnd } from './lib/process-end.ts';
import { watchHealth } from './modules/service-level/index.ts';

/**
 * The web process: node:http in front of Next. Health and the hot public endpoints are answered here (a Next route costs
 * twenty times as much, docs/decisions/0005-hot-endpoints.md); everything else is Next's.
 */
const database = await openDatabase();
const log = createLog('web');
const dev = process.argv.includes('--dev');
const app = next({ dev, dir: process.cwd(), hostname: env().HOST, port: env().PORT });
await app.prepare();
const handle = app.getRequestHandler();
const hot = await hotEndpoints(log);
const status = openStatus(log);
const endHeartbeat = await startHeartbeat('web', log);

const header = (value: string | string[] | undefined) => (Array.isArray(value) ? value[0] : value);

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (await health(request, response)) return;
  if (hot.handle(request, response)) return;
  if (await status.handle(request, response)) return;
  // What only this process knows; a client's own header of that name is overwritten.
  request.headers['x-postino-peer'] = request.socket.remoteAddress ?? '';
  const id = randomUUID();
  request.headers['x-request-id'] = id;
  response.setHeader('X-Request-Id', id);
  const facts = {
    method: request.method ?? 'GET',
    path: request.url ?? '/',
    host: request.headers.host ?? '',
    origin: header(request.headers.origin),
    site: header(request.headers['sec-fetch-site']),
  };
  if (!isSameOrigin(facts)) {
    response.writeHead(403, { 'Content-Type': 'application/json' });
    response.end('{"error":"cross-origin"}');
    return;
  }
  await handle(request, response);
}

const server = createServer((request, response) => {
  answer(request, response).catch((error) => {
    log.error({ err: error, path: request.url?.split('?')[0] }, 'request failed');
    if (!response.headersSent) response.writeHead(500);
    response.end();
  });
});
server.keepAliveTimeout = 65_000;
if (dev) server.on('upgrade', app.getUpgradeHandler());
await new Promise<void>((resolve, reject) => {
  server.once('error', reject);
  server.listen(env().PORT, env().HOST, resolve);
});
log.info({ port: env().PORT }, 'listening');
const endWatch = watchHealth(status.newCtx, 'web');
process.send?.({ ready: true });

onProcessEnd(log, async () => {
  const closed = new Promise((resolve) => server.close(resolve));
  server.closeIdleConnections();
  setTimeout(() => server.closeAllConnections(), 5_000).unref();
  await closed;
  endWatch();
  status.close();
  await hot.close();
  await endHeartbeat();
  await closeJobs();
  await app.close();
  await database.close();
});
