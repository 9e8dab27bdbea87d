import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { type Browser, type BrowserContext, chromium } from '@playwright/test';
import { createStaff, createUser, joinWorkspace } from '#server/modules/identity/index.ts';
import { ensureBuild } from '../scripts/freshness.ts';
import { type Bench, benchWorkspace, numberOption, openBench, printFigures } from './harness.ts';
import { makePageData } from './page-data.ts';

/**
 * `npm run bench:pages -- --contacts N --json`: each page of portal and console over N contacts and a campaign to all of them. A browser opens
 * it once and notes what it asks for; then those requests are made again, wave after wave as the browser made them. Prints
 * the ten heaviest: `p50_ms` and `p95_ms` from the first request to the last byte of data (document and queries, no
 * drawing), `js_kb` of JavaScript as it comes over the wire.
 */
const CONTACTS = numberOption('contacts', 1_000_000);
const RUNS = numberOption('runs', 40);
const PASSWORD = 'un fiume lento di pianura';

type Surface = 'portal' | 'console';
type Visit = { url: string; headers: Record<string, string> };
type Figures = { path: string; p50_ms: number; p95_ms: number; js_kb: number };

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address ? address.port : 0;
}

/** The web process, built, on the benchmark's database. */
async function startWeb(bench: Bench): Promise<{ origin: string; stop(): Promise<void> }> {
  const port = await freePort();
  const child = spawn(process.execPath, ['--no-warnings', join('server', 'web.ts')], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    env: {
      ...process.env,
      NODE_ENV: 'production',
      PORT: String(port),
      DATABASE_URL: bench.databaseUrl,
      POSTINO_DATA: bench.folder,
      NEXTAUTH_URL: `http://127.0.0.1:${port}`,
      LOG_LEVEL: 'error',
    },
  });
  await new Promise((resolve, reject) => {
    child.once('message', resolve);
    child.once('exit', (code) => reject(new Error(`the web process ended with ${code}`)));
  });
  return {
    origin: `http://127.0.0.1:${port}`,
    async stop() {
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGTERM');
      await ended;
    },
  };
}

type Cookies = Awaited<ReturnType<BrowserContext['storageState']>>;

async function signIn(browser: Browser, origin: string, surface: Surface, username: string): Promise<Cookies> {
  const context = await browser.newContext({ locale: 'it-IT' });
  const page = await context.newPage();
  await page.goto(`${origin}${surface === 'console' ? '/admin/login' : '/login'}`);
  await page.getByLabel('Nome utente').fill(username);
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Accedi' }).click();
  await page.waitForURL((url) => !url.pathname.includes('login'));
  const cookies = await context.storageState();
  await context.close();
  return cookies;
}

/** Opens a page with an empty cache: its requests for data in waves, and the weight of its scripts. */
async function watchPage(browser: Browser, cookies: Cookies, url: string) {
  const context = await browser.newContext({ locale: 'it-IT', storageState: cookies });
  const page = await context.newPage();
  const known = new Set<string>();
  const asked: (Visit & { wave: number; ended: number })[] = [];
  let jsBytes = 0;
  const weighing: Promise<void>[] = [];
  page.on('requestfinished', (request) => {
    weighing.push(
      (async () => {
        if (request.resourceType() === 'script') jsBytes += (await request.sizes()).responseBodySize;
        if (request.method() !== 'GET' || !request.url().includes('/api/trpc/') || known.has(request.url())) return;
        known.add(request.url());
        const { startTime, responseEnd } = request.timing();
        const before = asked.filter((earlier) => earlier.ended <= startTime).map((earlier) => earlier.wave);
        const headers = await request.allHeaders();
        for (const name of Object.keys(headers)) if (name.startsWith(':')) delete headers[name];
        asked.push({ url: request.url(), headers, wave: Math.max(0, ...before) + 1, ended: startTime + responseEnd });
      })(),
    );
  });
  const document = await page.goto(url, { waitUntil: 'networkidle' });
  if (!document?.ok()) throw new Error(`${url} answered ${document?.status()}`);
  await Promise.all(weighing);
  const headers = { cookie: (await document.request().allHeaders()).cookie ?? '' };
  await context.close();
  const waves: Visit[][] = [[{ url, headers }]];
  for (const { wave, ...visit } of asked) {
    while (waves.length <= wave) waves.push([]);
    waves[wave]?.push(visit);
  }
  return { waves: waves.filter((wave) => wave.length > 0), jsBytes };
}

async function ask({ url, headers }: Visit): Promise<void> {
  const answer = await fetch(url, { headers, redirect: 'manual' });
  await answer.arrayBuffer();
  if (answer.status !== 200) throw new Error(`${url} answered ${answer.status}`);
}

async function measure(browser: Browser, cookies: Cookies, url: URL): Promise<Figures> {
  const { waves, jsBytes } = await watchPage(browser, cookies, url.href);
  const times: number[] = [];
  for (let run = 0; run < RUNS; run++) {
    const started = performance.now();
    for (const wave of waves) await Promise.all(wave.map(ask));
    times.push(performance.now() - started);
  }
  times.sort((a, b) => a - b);
  const at = (share: number) => Math.round(times[Math.min(times.length - 1, Math.floor(share * times.length))] ?? 0);
  return { path: url.pathname + url.search, p50_ms: at(0.5), p95_ms: at(0.95), js_kb: Math.round(jsBytes / 1024) };
}

const bench = await openBench('pages');
try {
  ensureBuild();
  const ctx = await benchWorkspace(bench);
  const owner = await createUser(bench.ctx, {
    username: 'bench.owner',
    email: 'o@bench.example',
    name: 'Bench',
    password: PASSWORD,
  });
  await joinWorkspace(ctx, owner, 'owner');
  await createStaff(bench.ctx, {
    username: 'bench.staff',
    email: 's@bench.example',
    role: 'administrator',
    password: PASSWORD,
  });
  const data = await makePageData(ctx, CONTACTS);
  const base = `/w/${ctx.workspace.slug}`;
  const portal = [
    base,
    `${base}/contacts`,
    `${base}/contacts?q=rossi`,
    `${base}/contacts?status=undeliverable`,
    `${base}/contacts/${data.contactId}`,
    `${base}/contacts/files`,
    `${base}/groups`,
    `${base}/groups/attributes`,
    `${base}/campaigns`,
    `${base}/campaigns/${data.draftId}/edit`,
    `${base}/campaigns/${data.draftId}/review`,
    `${base}/campaigns/${data.finishedId}/report`,
    `${base}/queue`,
    `${base}/forms`,
    `${base}/settings/audit`,
    `${base}/settings/members`,
    `${base}/settings/tracking`,
  ];
  const consolePages = ['today', 'customers', `customers/${ctx.workspace.id}`, 'jobs', 'audit', 'deliveries'].map(
    (page) => `/admin/${page}`,
  );
  const web = await startWeb(bench);
  const browser = await chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--disable-background-networking'],
  });
  try {
    const pages: Figures[] = [];
    const member = await signIn(browser, web.origin, 'portal', 'bench.owner');
    for (const path of portal) pages.push(await measure(browser, member, new URL(path, web.origin)));
    const staff = await signIn(browser, web.origin, 'console', 'bench.staff');
    for (const path of consolePages) pages.push(await measure(browser, staff, new URL(path, web.origin)));
    pages.sort((a, b) => b.p95_ms - a.p95_ms);
    printFigures({ contacts: CONTACTS, runs: RUNS, pages: pages.slice(0, 10) });
  } finally {
    await browser.close();
    await web.stop();
  }
} finally {
  await bench.close();
}
