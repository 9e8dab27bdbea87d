import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createReadStream, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { inTransaction } from '#server/db/client.ts';
import { moveCampaign } from '#server/modules/campaigns/index.ts';
import { campaignCounts } from '#server/modules/deliveries/index.ts';
import { addContacts, query, sampleDocument, scheduledCampaign } from '#tests/deliveries/frozen-campaign.ts';
import { benchWorkspace, numberOption, openBench, printFigures } from './harness.ts';

/**
 * A campaign from its freeze to `finished`: a worker process over real SMTP on 10 connections to a sink process, about 20 KB a message.
 * `missing` and `doubled` are counted in the sink's log by Message-ID and recipient.
 */
const recipients = numberOption('recipients', 20_000);
const bench = await openBench('send');
const children: ChildProcess[] = [];

function start(file: string, args: string[]): ChildProcess {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', file, ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, DATABASE_URL: bench.databaseUrl, POSTINO_DATA: bench.folder },
  });
  children.push(child);
  return child;
}

/** The first line that a child prints, as JSON. */
async function firstLine(child: ChildProcess): Promise<Record<string, unknown>> {
  if (!child.stdout) throw new Error('no stdout');
  for await (const line of createInterface({ input: child.stdout })) return JSON.parse(line);
  throw new Error('a child ended without a word');
}

/** CPU seconds that this installation's PostgreSQL has used, its ended sessions included (Linux's /proc, 100 ticks a second). */
function postgresCpuSeconds(): number {
  const master = readFileSync(join(bench.folder, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0];
  let ticks = 0;
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    try {
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
      const [, parent, ...rest] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      if (parent !== master && pid !== master) continue;
      // utime and stime; the master's cutime and cstime hold what its ended children used.
      for (const at of pid === master ? [9, 10, 11, 12] : [9, 10]) ticks += Number(rest[at]);
    } catch {
      // A process that ended meanwhile is in its parent's count.
    }
  }
  return ticks / 100;
}

async function tally(log: string): Promise<{ distinct: number; lines: number }> {
  const seen = new Set<string>();
  let lines = 0;
  for await (const line of createInterface({ input: createReadStream(log) })) {
    seen.add(line);
    lines += 1;
  }
  return { distinct: seen.size, lines };
}

try {
  const log = join(bench.folder, 'sink.log');
  const sink = await firstLine(start('tests/mail/smtp-sink.ts', ['--log', log]));
  const ctx = await benchWorkspace(bench);
  await addContacts(ctx, recipients);
  // What autovacuum would have done in the minutes between an import and a campaign.
  await query('ANALYZE contacts, subscriptions');
  const campaignId = await scheduledCampaign(ctx, sampleDocument(20));
  await inTransaction(ctx, (tx) => moveCampaign(tx, campaignId, 'freezing'));
  const before = postgresCpuSeconds();
  const worker = start('tests/deliveries/engine-process.ts', [
    '--sink',
    String(sink.port),
    '--campaign',
    campaignId,
    '--workspace',
    ctx.workspace.id,
  ]);
  const figures = await firstLine(worker);
  await once(worker, 'exit');
  const postgres = postgresCpuSeconds() - before;
  const { states, audience } = await campaignCounts(ctx, campaignId, { fresh: true });
  const { distinct, lines } = await tally(log);
  if (audience !== recipients || states.accepted !== recipients) throw new Error(JSON.stringify(states));
  const sending = Number(figures.seconds);
  printFigures({
    recipients,
    seconds: Number(sending.toFixed(2)),
    per_second: Math.round(recipients / sending),
    rss_mb: Number(figures.rss_mb),
    missing: recipients - distinct,
    doubled: lines - distinct,
    cpu_seconds: Number(figures.cpu_seconds),
    postgres_cpu_seconds: Number(postgres.toFixed(2)),
  });
} finally {
  for (const child of children) {
    if (child.exitCode !== null || child.signalCode !== null) continue;
    child.kill('SIGTERM');
    await once(child, 'exit');
  }
  await bench.close();
}
