import { spawn } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { loadavg } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { type Browser, type BrowserContext, chromium } from '@playwright/test';
import { hotPool } from '#server/db/sql.ts';
import { createStaff, createUser, joinWorkspace } from '#server/modules/identity/index.ts';
import { keepReportSums } from '#server/modules/reports/index.ts';
import { recipientFilters } from '#server/modules/reports/schemas.ts';
import { setProviderSetting } from '#server/modules/workspaces/index.ts';
import { ensureBuild } from '../scripts/freshness.ts';
import { type Bench, benchWorkspace, numberOption, openBench, printFigures, textOption } from './harness.ts';
import { makeInstallationData } from './installation-data.ts';
import { makePageData, type PageData } from './page-data.ts';

/**
 * `npm run bench:pages -- --contacts N --json`: each page of portal and console over N contacts, a campaign to all of them and 2,000 other
 * customers. A browser opens it once and notes what it asks for; then those requests are made again, wave after wave as the browser
 * made them. Prints the ten heaviest pages, and apart from them the ten heaviest searches and filters (`filters`; some match everybody,
 * some nobody): `p50_ms` and `p95_ms` from the first request to the last byte of data (document and queries, no drawing), `js_kb` of
 * JavaScript as it comes over the wire. Five visits warm each page up. On a shared machine a visit
 * during which the hypervisor gave the processors to others is made again, up to three times as many in all; those that could not be
 * replaced are `stolen_visits`, and the share of the whole run that was taken so is `stolen_pct`. `--data FOLDER` keeps the
 * installation for the next run, `--only TEXT` measures the pages whose address contains it, `--each` tells each page's figures on
 * stderr.
 */
const CONTACTS = numberOption('contacts', 1_000_000);
const RUNS = numberOption('runs', 40);
const WARM_UPS = 5;
/** What takes long is visited less often: at least ten times, and for about this long. */
const LEAST_RUNS = 10;
const LONG_MS = 20_000;
/** Between two visits, as between two of a person's: a host that shares its processors takes less from who does not fill them. */
const PAUSE_MS = 250;
/** The share of stolen processor time above which a visit says more of the machine's neighbours than of the page. */
const STOLEN = 0.02;
const CUSTOMERS = 2_000;
const PASSWORD = 'un fiume lento di pianura';

type Surface = 'portal' | 'console';
type Visit = { url: string; headers: Record<string, string> };
type Figures = {
  path: string;
  p50_ms: number;
  p95_ms: number;
  js_kb: number;
  runs?: number;
  stolen_visits?: number;
  failed?: number;
};

/** Processor time since boot in ticks, and how much of it a hypervisor gave to other machines (proc(5), /proc/stat). */
function processorTime(): { all: number; stolen: number } {
  const ticks = (/^cpu\s+(.*)$/m.exec(existsSync('/proc/stat') ? readFileSync('/proc/stat', 'utf8') : '')?.[1] ?? '')
    .split(' ')
    .map(Number);
  return { all: ticks.slice(0, 8).reduce((sum, one) => sum + one, 0), stolen: ticks[7] ?? 0 };
}

const stolenSince = (before: ReturnType<typeof processorTime>): number => {
  const now = processorTime();
  return now.all === before.all ? 0 : (now.stolen - before.stolen) / (now.all - before.all);
};

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
const nobody: Cookies = { cookies: [], origins: [] };

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
  // The network's own account: what a script weighed is told when its last byte has come, after the page was idle for some.
  const network = await context.newCDPSession(page);
  const scripts = new Map<string, number>();
  network.on('Network.responseReceived', ({ requestId, type }) => type === 'Script' && scripts.set(requestId, 0));
  network.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    if (scripts.has(requestId)) scripts.set(requestId, encodedDataLength);
  });
  await network.send('Network.enable');
  const weighing: Promise<void>[] = [];
  page.on('requestfinished', (request) => {
    weighing.push(
      (async () => {
        if (request.method() !== 'GET' || !request.url().includes('/api/trpc/') || known.has(request.url())) return;
        known.add(request.url());
        const { startTime, responseEnd } = request.timing();
        const before = asked.filter((earlier) => earlier.ended <= startTime).map((earlier) => earlier.wave);
        const headers = await request.allHeaders();
        for (const name of Object.keys(headers)) if (name.startsWith(':')) delete headers[name];
        // Asked for again as one answer, whose status tells of each query in it.
        delete headers['trpc-accept'];
        asked.push({ url: request.url(), headers, wave: Math.max(0, ...before) + 1, ended: startTime + responseEnd });
      })(),
    );
  });
  const document = await page.goto(url, { waitUntil: 'networkidle' });
  if (!document?.ok()) throw new Error(`${url} answered ${document?.status()}`);
  if (page.url() !== url) throw new Error(`${url} led to ${page.url()}`);
  await Promise.all(weighing);
  const jsBytes = [...scripts.values()].reduce((sum, bytes) => sum + bytes, 0);
  const headers = { cookie: (await document.request().allHeaders()).cookie ?? '' };
  await context.close();
  const waves: Visit[][] = [[{ url, headers }]];
  for (const { wave, ...visit } of asked) {
    while (waves.length <= wave) waves.push([]);
    waves[wave]?.push(visit);
  }
  return { waves: waves.filter((wave) => wave.length > 0), jsBytes };
}

/** Whether it was answered, each query of a batch among it. */
async function ask({ url, headers }: Visit): Promise<boolean> {
  const answer = await fetch(url, { headers, redirect: 'manual' });
  await answer.arrayBuffer();
  return answer.status === 200;
}

async function measure(browser: Browser, cookies: Cookies, url: URL): Promise<Figures> {
  const { waves, jsBytes } = await watchPage(browser, cookies, url.href);
  let failed = 0;
  const visit = async () => {
    for (const wave of waves) failed += (await Promise.all(wave.map(ask))).filter((answered) => !answered).length;
  };
  const began = performance.now();
  for (let run = 0; run < WARM_UPS; run++) await visit();
  const times: number[] = [];
  let stolen = 0;
  for (let run = 0; run < 3 * RUNS && times.length < RUNS; run++) {
    await setTimeout(PAUSE_MS);
    const before = processorTime();
    const started = performance.now();
    await visit();
    const took = performance.now() - started;
    const quiet = stolenSince(before) <= STOLEN;
    if (!quiet && 3 * RUNS - run > RUNS - times.length) continue;
    times.push(took);
    if (!quiet) stolen++;
    if (times.length >= LEAST_RUNS && performance.now() - began > LONG_MS) break;
  }
  times.sort((a, b) => a - b);
  const at = (share: number) => Math.round(times[Math.min(times.length - 1, Math.floor(share * times.length))] ?? 0);
  return {
    path: url.pathname + url.search,
    p50_ms: at(0.5),
    p95_ms: at(0.95),
    js_kb: Math.round(jsBytes / 1024),
    ...(times.length < RUNS ? { runs: times.length } : {}),
    ...(stolen > 0 ? { stolen_visits: stolen } : {}),
    ...(failed > 0 ? { failed } : {}),
  };
}

/** How near a page is to its limits: 150 ms, and 250 KB of scripts (the editors 450). The heaviest are told by it. */
function weight({ path, p95_ms, js_kb, failed }: Figures): number {
  if (failed) return Number.POSITIVE_INFINITY;
  return Math.max(p95_ms / 150, js_kb / (path.endsWith('/edit') ? 450 : 250));
}

/** A page by its own address, the tabs of the report among them; whatever else stands behind a question mark narrows a list. */
const isFilter = (path: string): boolean => /\?(?!tab=\w+$)/.test(path);

type Installation = PageData & { workspaceId: string; slug: string };

/** The installation of `--data`, or a new one. */
async function installation(bench: Bench): Promise<Installation> {
  const noted = join(bench.folder, `pages-${CONTACTS}.json`);
  if (existsSync(noted)) return JSON.parse(readFileSync(noted, 'utf8')) as Installation;
  const ctx = await benchWorkspace(bench);
  const person = { username: 'bench.owner', email: 'o@bench.example', name: 'Bench', password: PASSWORD };
  await joinWorkspace(ctx, await createUser(bench.ctx, person), 'owner');
  const staff = { username: 'bench.staff', email: 's@bench.example', password: PASSWORD };
  await createStaff(bench.ctx, { ...staff, role: 'administrator' });
  const data = await makePageData(ctx, CONTACTS);
  await makeInstallationData(CUSTOMERS);
  await hotPool().query('VACUUM (ANALYZE)');
  const made = { ...data, workspaceId: ctx.workspace.id, slug: ctx.workspace.slug };
  writeFileSync(noted, JSON.stringify(made));
  return made;
}

function pagesOf(made: Installation): { portal: string[]; console: string[]; open: string[] } {
  const { contactId, groupId, draftId, finishedId, formId, importId } = made;
  const contacts = [
    '?q=rossi',
    '?q=ro',
    '?q=persona77777',
    '?sort=address',
    '?status=active',
    '?status=undeliverable',
    '?status=not-subscribed',
    '?sub=never',
    '?sub=unsubscribed',
    `?group=${groupId}`,
    '?groups=without',
    '?attr=comune.is.Comune+7',
    '?attr=comune.is.nessuno',
    '?attr=tessera.at-least.999990',
    '?source=form',
    '?from=2020-01-01',
    '?lang=de',
    '?tracking=individual',
    `/${contactId}`,
    '/import',
    `/import/${importId}`,
    '/actions',
    '/duplicates',
    '/files',
  ];
  const report = `/campaigns/${finishedId}/report`;
  const people = [
    '',
    ...recipientFilters.map((filter) => `&filter=${filter}`),
    '&reason=unknown-user',
    '&link=3',
    '&q=persona77777',
    '&filter=opened&q=nessuno.di.questi',
  ];
  const portal = [
    '',
    '/contacts',
    ...contacts.map((rest) => `/contacts${rest}`),
    '/groups',
    '/groups/attributes',
    '/campaigns',
    '/campaigns?state=finished',
    '/campaigns/templates',
    `/campaigns/${draftId}/edit`,
    `/campaigns/${draftId}/review`,
    report,
    `${report}?group=${groupId}`,
    `${report}?at=domain:posta.example`,
    `${report}?tab=links`,
    `${report}?tab=delivery`,
    `${report}?tab=compare`,
    ...people.map((filter) => `${report}?tab=recipients${filter}`),
    `${report}/print`,
    '/queue',
    '/forms',
    `/forms/${formId}`,
    `/forms/${formId}/edit`,
    `/forms/${formId}/publish`,
    ...[
      'general',
      'password',
      'access',
      'members',
      'particulars',
      'domains',
      'tracking',
      'consents',
      'reports',
      'audit',
    ].map((page) => `/settings/${page}`),
  ];
  const consolePages = [
    'today',
    'customers',
    'customers?q=cliente+77',
    'customers?sort=messages',
    `customers/${made.workspaceId}`,
    'purchases',
    'enquiries',
    'staff',
    'settings',
    'settings/marketplaces',
    'reports',
    'jobs',
    'audit',
    'deliveries',
    'password',
  ];
  return {
    portal: portal.map((page) => `/w/${made.slug}${page}`),
    console: consolePages.map((page) => `/admin/${page}`),
    open: ['/', '/pricing', '/status', '/login', '/admin/login', '/reset', '/legal/terms'],
  };
}

const started = processorTime();
const bench = await openBench('pages', textOption('data'));
try {
  ensureBuild();
  const made = await installation(bench);
  // Who measures signs in without a phone at hand; otherwise the console leads nowhere but to its password page.
  await setProviderSetting(bench.ctx, 'people.staff-second-factor', false);
  // What the worker does each minute: the sums of large campaigns.
  while ((await keepReportSums(bench.ctx)) > 0);
  const web = await startWeb(bench);
  const browser = await chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--disable-background-networking'],
  });
  try {
    const paths = pagesOf(made);
    const only = textOption('only');
    const pages: Figures[] = [];
    const member = await signIn(browser, web.origin, 'portal', 'bench.owner');
    const staff = await signIn(browser, web.origin, 'console', 'bench.staff');
    for (const [cookies, listed] of [
      [member, paths.portal],
      [staff, paths.console],
      [nobody, paths.open],
    ] as const) {
      for (const path of listed) {
        if (only && !path.includes(only)) continue;
        const figures = await measure(browser, cookies, new URL(path, web.origin));
        pages.push(figures);
        if (process.argv.includes('--each')) console.error(JSON.stringify(figures));
      }
    }
    const heaviest = (of: Figures[]) => of.sort((a, b) => weight(b) - weight(a)).slice(0, 10);
    printFigures({
      contacts: CONTACTS,
      runs: RUNS,
      measured: pages.length,
      load: loadavg()[0],
      stolen_pct: Math.round(100 * stolenSince(started)),
      pages: heaviest(pages.filter(({ path }) => !isFilter(path))),
      filters: heaviest(pages.filter(({ path }) => isFilter(path))),
    });
  } finally {
    await browser.close();
    await web.stop();
  }
} finally {
  await bench.close();
}
