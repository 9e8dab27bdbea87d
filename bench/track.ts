import { fork } from 'node:child_process';
import { connect } from 'node:net';
import { hotPool } from '#server/db/sql.ts';
import type { TenantCtx } from '#server/lib/context.ts';
import { urlsFor } from '#server/lib/tracking-token.ts';
import { uuid7 } from '#server/lib/uuid.ts';
import { emptyDocument } from '#shared/document/presets.ts';
import { benchWorkspace, numberOption, openBench, printFigures } from './harness.ts';

/**
 * `npm run bench:track -- --requests N [--connections C] --json`: clicks of N different recipients through the real hot endpoints in a
 * process of their own. `lost` counts requests that were answered and have no row.
 */
const REQUESTS = numberOption('requests', 100_000);
const CONNECTIONS = numberOption('connections', 64);
const AGENT = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';

/** A finished campaign whose recipients were accepted an hour ago. */
async function makeCampaign(ctx: TenantCtx, recipients: number): Promise<{ campaignId: string; paths: string[] }> {
  const workspaceId = ctx.workspace.id;
  const campaignId = uuid7();
  const topic = await ctx.db.topic.findFirstOrThrow({ where: { isDefault: true } });
  const acceptedAt = new Date(Date.now() - 3_600_000);
  await ctx.db.campaign.create({
    data: {
      workspaceId,
      id: campaignId,
      name: 'Bench',
      state: 'finished',
      stateAt: acceptedAt,
      topicId: topic.id,
      document: emptyDocument('it'),
      startedAt: acceptedAt,
      audience: recipients,
    },
  });
  await ctx.db.campaignLink.create({ data: { workspaceId, campaignId, index: 0, url: 'https://lungofiume.example/' } });
  const contactIds = Array.from({ length: recipients }, () => uuid7());
  for (let at = 0; at < recipients; at += 50_000) {
    const values = [workspaceId, contactIds.slice(at, at + 50_000), campaignId, acceptedAt];
    await hotPool().query(
      `INSERT INTO contacts ("workspaceId", id, address, "addressKey", "trackOpens", "trackClicks")
       SELECT $1, id, id || '@bench.example', id || '@bench.example', 'individual', 'individual' FROM unnest($2::uuid[]) AS id`,
      values.slice(0, 2),
    );
    await hotPool().query(
      `INSERT INTO deliveries ("workspaceId", "contactId", "campaignId", "stateAt", state, "trackOpens", "trackClicks")
       SELECT $1, id, $3, $4, 'accepted', 'individual', 'individual' FROM unnest($2::uuid[]) AS id`,
      values,
    );
  }
  await hotPool().query('ANALYZE contacts, deliveries');
  const paths = contactIds.map((contactId) =>
    urlsFor('', { campaignId, contactId }, { opens: 'individual', clicks: 'individual' }).linkUrl(0),
  );
  return { campaignId, paths };
}

/** Starts the server's process; resolves with its port. */
async function startServer(): Promise<{ port: number; stop(): Promise<void> }> {
  const child = fork(new URL('./track-server.ts', import.meta.url), { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  const port = await new Promise<number>((resolve, reject) => {
    child.once('message', (message) => resolve(Number((message as { port: number }).port)));
    child.once('exit', (code) => reject(new Error(`the server ended with ${code}`)));
  });
  return {
    port,
    async stop() {
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGTERM');
      await ended;
    },
  };
}

/** One keep-alive connection, one request at a time; answers how many redirects came. Plain bytes: a client must not be the bottleneck. */
function drive(port: number, next: () => string | undefined): Promise<number> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true });
    let redirected = 0;
    let rest = '';
    const ask = () => {
      const path = next();
      if (path === undefined) {
        socket.destroy();
        resolve(redirected);
      } else socket.write(`GET ${path} HTTP/1.1\r\nHost: bench\r\nUser-Agent: ${AGENT}\r\n\r\n`);
    };
    socket.setEncoding('latin1');
    socket.on('connect', ask);
    socket.on('data', (chunk: string) => {
      rest += chunk;
      const end = rest.indexOf('\r\n\r\n');
      if (end < 0) return;
      if (rest.startsWith('HTTP/1.1 302')) redirected += 1;
      else return void reject(new Error(rest.slice(0, 200)));
      rest = rest.slice(end + 4);
      ask();
    });
    socket.on('error', reject);
  });
}

const bench = await openBench('track');
try {
  const ctx = await benchWorkspace(bench);
  const { campaignId, paths } = await makeCampaign(ctx, REQUESTS);
  const server = await startServer();
  let at = 0;
  const started = performance.now();
  const answered = await Promise.all(Array.from({ length: CONNECTIONS }, () => drive(server.port, () => paths[at++])));
  const seconds = (performance.now() - started) / 1000;
  await server.stop();
  const { rows } = await hotPool().query<{ n: number }>(
    'SELECT count(DISTINCT "contactId")::int AS n FROM events WHERE "campaignId" = $1',
    [campaignId],
  );
  const recorded = rows[0]?.n ?? 0;
  const requests = answered.reduce((sum, count) => sum + count, 0);
  printFigures({
    requests,
    recorded,
    lost: requests - recorded,
    seconds: Number(seconds.toFixed(2)),
    per_second: Math.round(requests / seconds),
  });
} finally {
  await bench.close();
}
