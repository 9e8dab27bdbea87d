import type { IncomingMessage, ServerResponse } from 'node:http';
import { env } from '../config/env.ts';
import { openPools } from '../db/client.ts';
import { metrics } from '../lib/metrics.ts';

const LOOPBACK = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1']);

function answer(response: ServerResponse, status: number, body: string, type = 'application/json'): void {
  response.writeHead(status, { 'Content-Type': type, 'Cache-Control': 'no-store' });
  response.end(body);
}

async function readiness(): Promise<{ ready: boolean; database: string }> {
  try {
    await openPools().system.query('SELECT 1');
    return { ready: true, database: 'ok' };
  } catch {
    return { ready: false, database: 'unreachable' };
  }
}

function mayReadMetrics(request: IncomingMessage): boolean {
  const token = env().METRICS_TOKEN;
  if (token) return request.headers.authorization === `Bearer ${token}`;
  return env().TRUSTED_PROXIES === 0 && LOOPBACK.has(request.socket.remoteAddress ?? '');
}

/** /healthz (this process), /readyz (its dependencies), /metrics. False: the request is for somebody else. */
export async function health(request: IncomingMessage, response: ServerResponse): Promise<boolean> {
  const path = request.url?.split('?')[0];
  if (path === '/healthz') {
    answer(response, 200, JSON.stringify({ ok: true, pid: process.pid }));
  } else if (path === '/readyz') {
    const state = await readiness();
    answer(response, state.ready ? 200 : 503, JSON.stringify(state));
  } else if (path === '/metrics') {
    if (mayReadMetrics(request)) answer(response, 200, await metrics.metrics(), metrics.contentType);
    else answer(response, 404, '{}');
  } else {
    return false;
  }
  return true;
}
