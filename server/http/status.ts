import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { languageCookie, languages, parseTheme, themeCookie } from '#i18n/languages.ts';
import { hosts } from '#server/config/hosts.ts';
import { systemDb } from '#server/db/client.ts';
import { automation, type SystemCtx } from '#server/lib/context.ts';
import type { Log } from '#server/lib/log.ts';
import { keepStatus, keptStatus, readStatus } from '#server/modules/service-level/index.ts';
import type { StatusSnapshot } from '#server/modules/service-level/schemas.ts';
import { securityHeaders } from '#shared/csp.ts';
import { languageOf } from './recipient-pages.ts';
import { statusPage } from './status-page.ts';

/** A reading that is older is read anew when somebody asks. */
const FRESH_MS = 15_000;
/** So long a visitor waits for the database before the last reading is shown. */
const PATIENCE_MS = 2_500;
/** A reading that is older no longer tells the present. */
const PRESENT_MS = 90_000;
/** How often the reading is renewed without a visitor, so that the one on disk is never old. */
const RENEW_MS = 60_000;

/** What the page needs of a request. */
export type StatusRequest = { path: string; query: string; cookie: string; acceptLanguage: string };
export type StatusAnswer = { status: number; headers: Record<string, string>; body: string };

export type Status = {
  newCtx: () => SystemCtx;
  /** Answers `/status` and `/status.json`; false: the request is for somebody else. */
  handle(request: IncomingMessage, response: ServerResponse): Promise<boolean>;
  close(): void;
};

let latest: StatusSnapshot | null = null;
let reading: Promise<StatusSnapshot> | null = null;

/** The newest reading that can be had now, and whether the database gave it. */
async function currentStatus(newCtx: () => SystemCtx): Promise<{ snapshot: StatusSnapshot | null; reached: boolean }> {
  if (latest && Date.now() - latest.at.getTime() < FRESH_MS) return { snapshot: latest, reached: true };
  reading ??= readStatus(newCtx()).finally(() => {
    reading = null;
  });
  let timer: NodeJS.Timeout | undefined;
  const patience = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), PATIENCE_MS);
  });
  const snapshot = await Promise.race([reading.catch(() => null), patience]).finally(() => clearTimeout(timer));
  if (!snapshot) {
    const last = latest ?? (await keptStatus());
    // Slow is not away: a reading of the last minute and a half still tells the present.
    return { snapshot: last, reached: last !== null && Date.now() - last.at.getTime() < PRESENT_MS };
  }
  latest = snapshot;
  return { snapshot, reached: true };
}

const cookieOf = (header: string, name: string) =>
  header
    .split(/;\s*/)
    .find((part) => part.startsWith(`${name}=`))
    ?.slice(name.length + 1);

/** `/status` as a page, `/status.json` as data; both from the last reading where the database is away, and saying so. */
export async function answerStatus(request: StatusRequest, newCtx: () => SystemCtx): Promise<StatusAnswer> {
  const { snapshot, reached } = await currentStatus(newCtx);
  const uncached = { 'Cache-Control': 'no-store' };
  if (request.path === '/status.json') {
    const body = JSON.stringify({ reached, ...(snapshot ?? { at: null, components: [] }) });
    return {
      status: snapshot ? 200 : 503,
      headers: { ...uncached, 'Content-Type': 'application/json', 'Access-Control-Allow-Origin': '*' },
      body,
    };
  }
  const wanted = new URLSearchParams(request.query).get('lang') ?? cookieOf(request.cookie, languageCookie);
  const language = languages.find((known) => known === wanted) ?? languageOf(request.acceptLanguage);
  const nonce = randomBytes(16).toString('base64');
  const theme = parseTheme(cookieOf(request.cookie, themeCookie));
  const body = await statusPage({ snapshot, reached, language, theme, nonce, now: new Date() });
  const headers = securityHeaders({ surface: 'public', nonce }, { https: hosts().scheme === 'https' });
  return {
    status: snapshot ? 200 : 503,
    headers: { ...headers, ...uncached, 'Content-Type': 'text/html; charset=utf-8' },
    body,
  };
}

/** The status page on node:http, in front of Next: it answers also where the database, and so every other page, does not. */
export function openStatus(log: Log): Status {
  const newCtx = (): SystemCtx => ({ kind: 'system', actor: automation, db: systemDb(), log, now: () => new Date() });
  const renew = async () => {
    const { snapshot, reached } = await currentStatus(newCtx);
    if (snapshot && reached) await keepStatus(snapshot);
  };
  const timer = setInterval(
    () => void renew().catch((error: unknown) => log.warn({ err: error }, 'the status could not be kept')),
    RENEW_MS,
  );
  timer.unref();
  return {
    newCtx,
    async handle(request, response) {
      const [path = '', query = ''] = (request.url ?? '').split('?', 2);
      if (path !== '/status' && path !== '/status.json') return false;
      const { method = 'GET', headers } = request;
      if (method !== 'GET' && method !== 'HEAD') {
        response.writeHead(405, { Allow: 'GET, HEAD' }).end();
        return true;
      }
      const given = await answerStatus(
        { path, query, cookie: headers.cookie ?? '', acceptLanguage: headers['accept-language'] ?? '' },
        newCtx,
      );
      response.writeHead(given.status, { ...given.headers, 'Content-Length': Buffer.byteLength(given.body) });
      response.end(method === 'HEAD' ? undefined : given.body);
      return true;
    },
    close: () => clearInterval(timer),
  };
}
