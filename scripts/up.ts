import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, rmSync, watch, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { ensureBuild, ensureClient } from './freshness.ts';
import { ensureWidget } from './widget.ts';

/**
 * Everything on one machine: embedded database (unless DATABASE_URL), migrations, build, demo, mail catcher, web, worker.
 * Ctrl-C ends them in turn; a killed parent leaves only PostgreSQL, which the next start adopts.
 */
const dev = process.argv.includes('--dev');
const data = resolve(process.env.POSTINO_DATA || '.postino');
process.env.POSTINO_DATA = data;
process.env.PORT ||= '3000';
process.env.LOG_LEVEL ||= 'warn';
if (dev) Object.assign(process.env, { NODE_ENV: 'development' });
else Object.assign(process.env, { NODE_ENV: 'production' });
mkdirSync(join(data, 'run'), { recursive: true });

ensureClient();
await ensureWidget();
const { default: pg } = await import('pg');
const { overrideEnv, env } = await import('#server/config/env.ts');
const { startEmbeddedPostgres } = await import('#server/db/embedded-postgres.ts');

const embedded = process.env.DATABASE_URL ? undefined : await startEmbeddedPostgres(data);
if (embedded) overrideEnv({ DATABASE_URL: embedded.url });
const url = env().DATABASE_URL ?? '';

// Held for as long as this process lives: two starts on the same data would send everything twice.
const LOCK = 0x706f7374;
const guard = new pg.Client({ connectionString: url });
guard.on('error', () => undefined);
await guard.connect();
const { rows } = await guard.query<{ free: boolean }>('SELECT pg_try_advisory_lock($1) AS free', [LOCK]);
if (!rows[0]?.free) {
  console.error(
    `Postino is already running on ${embedded ? data : 'this database'}. Stop it first, or set POSTINO_DATA to another folder.`,
  );
  await guard.end();
  process.exit(1);
}

const { deploy } = await import('../prisma/migrate.ts');
const applied = await deploy(url);
if (applied.length) console.log(`Database: ${applied.length} migrations applied`);
if (!dev && ensureBuild()) console.log('Built the web application');

const catcher = process.env.SMTP_URL ? undefined : await startLocalCatcher();
const { seedIfNew } = await import('./seed-if-new.ts');
const logins = await seedIfNew(join(data, 'run', 'demo'));
if (logins) overrideEnv({ POSTINO_DEMO: '1' });

const children = new Map<string, ChildProcess>();
let ending = false;
/** When each child ended unexpectedly: one that can't live is not started for ever. */
const ends = new Map<string, number[]>();
const restarting = new Set<string>();

function start(name: 'web' | 'worker', onReady?: () => void): void {
  // A small nursery costs no time and spares an import or a send about 85 MB.
  const nursery = name === 'worker' ? ['--max-semi-space-size=4'] : [];
  const script = [join('server', `${name}.ts`), ...(dev ? ['--dev'] : [])];
  const args = [...nursery, '--disable-warning=ExperimentalWarning', ...script];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'], env: process.env });
  children.set(name, child);
  child.on('message', (message) => {
    if (typeof message === 'object' && message !== null && 'ready' in message) onReady?.();
  });
  child.on('exit', (code, signal) => {
    children.delete(name);
    if (ending || restarting.delete(name)) return;
    if (dev && name === 'worker') {
      console.error(`worker ended (${signal ?? code}); it starts again with the next change of its sources.`);
      return;
    }
    const recent = (ends.get(name) ?? []).filter((at) => at > Date.now() - 60_000);
    ends.set(name, [...recent, Date.now()]);
    if (recent.length < 3) {
      console.error(`${name} ended unexpectedly (${signal ?? code}); starting it again.`);
      setTimeout(() => ending || start(name, onReady), 500);
      return;
    }
    console.error(
      `${name} ended four times within a minute (${signal ?? code}); stopping everything. Its last lines above say why.`,
    );
    void end(1);
  });
}

/** In development the worker starts anew when its sources change; Next looks after the pages. */
function watchWorker(): void {
  let timer: NodeJS.Timeout | undefined;
  for (const folder of ['server', 'shared', 'i18n']) {
    watch(folder, { recursive: true }, () => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        if (ending) return;
        const child = children.get('worker');
        if (!child) {
          start('worker');
          return;
        }
        if (restarting.has('worker')) return;
        restarting.add('worker');
        child.once('exit', () => start('worker'));
        child.kill('SIGTERM');
      }, 1_000);
    });
  }
}

async function startLocalCatcher() {
  const { startCatcher } = await import('#server/mail/catcher.ts');
  const { createLog } = await import('#server/lib/log.ts');
  const started = await startCatcher({ port: 0, folder: join(data, 'caught-mail'), log: createLog('catcher') });
  writeFileSync(join(data, 'run', 'catcher.json'), JSON.stringify({ port: started.port, pid: process.pid }));
  process.env.POSTINO_CATCHER = '1';
  return started;
}

async function end(code: number): Promise<void> {
  if (ending) return;
  ending = true;
  const gone = [...children.values()].map((child) => new Promise((done) => child.once('exit', done)));
  for (const child of children.values()) child.kill('SIGTERM');
  await Promise.all(gone);
  await catcher?.close();
  rmSync(join(data, 'run', 'catcher.json'), { force: true });
  await guard.end().catch(() => undefined);
  await embedded?.stop();
  process.exit(code);
}
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void end(0));

start('worker');
let announced = false;
start('web', () => {
  if (announced) return;
  announced = true;
  console.log(`Postino is ready: ${env().publicUrl}`);
  if (logins) for (const line of logins) console.log(line);
});
if (dev) watchWorker();
