import type { IncomingMessage, ServerResponse } from 'node:http';
import { env } from '#server/config/env.ts';
import { clientAddress } from '#server/lib/client-address.ts';
import type { Log } from '#server/lib/log.ts';
import type { Answer } from '#server/modules/tracking/index.ts';
import type { FormParts } from './form-endpoints.ts';
import { openPublicEndpoints, type PublicEndpoints } from './public-endpoints.ts';

export type HotEndpoints = {
  /** Answers `/t/o`, `/t/c`, `/t/f`, `/u`, `/v`, `/i`, `/f` and `/embed`; false: the request is for somebody else. */
  handle(request: IncomingMessage, response: ServerResponse): boolean;
  /** Waits for what is being recorded. */
  close(): Promise<void>;
};

const LARGEST_BODY = 16_384;
/** Prefix of a path → the endpoint that takes its last segment; those of forms take what there is below theirs. */
const routes: readonly (readonly [string, Exclude<keyof PublicEndpoints, 'close'>])[] = [
  ['/t/o/', 'open'],
  ['/t/c/', 'click'],
  ['/t/f/', 'forward'],
  ['/u/', 'unsubscribe'],
  ['/v/', 'view'],
  ['/i/', 'image'],
  ['/f/', 'form'],
  ['/embed/', 'formScript'],
];

/** The public endpoints that must be fast, on node:http in front of Next. */
export async function hotEndpoints(log: Log): Promise<HotEndpoints> {
  const endpoints = openPublicEndpoints(log);
  const trusted = env().TRUSTED_PROXIES;
  return {
    handle(request, response) {
      const url = request.url ?? '';
      const route = routes.find(([prefix]) => url.startsWith(prefix));
      if (!route) return false;
      const [prefix, name] = route;
      const query = url.indexOf('?');
      const segment = url.slice(prefix.length, query < 0 ? undefined : query);
      if (segment === '' || (segment.includes('/') && name !== 'form')) return false;
      answer(endpoints, name, request, segment, query < 0 ? '' : url.slice(query + 1), trusted).then(
        (given) => write(request, response, given),
        (error: unknown) => {
          log.error({ err: error, endpoint: name }, 'a public endpoint failed');
          write(request, response, { status: 500, headers: { 'Cache-Control': 'no-store' }, body: '' });
        },
      );
      return true;
    },
    close: () => endpoints.close(),
  };
}

async function answer(
  endpoints: PublicEndpoints,
  name: (typeof routes)[number][1],
  request: IncomingMessage,
  segment: string,
  query: string,
  trusted: number,
): Promise<Answer> {
  const { headers, method = 'GET' } = request;
  const body = method === 'POST' ? await readBody(request) : '';
  if (body === null) return { status: 413, headers: { Connection: 'close' }, body: '' };
  const forwarded = headers['x-forwarded-for'];
  const parts: FormParts = {
    method,
    segment,
    query,
    headers: {
      agent: headers['user-agent'] ?? '',
      language: headers['accept-language'] ?? '',
      contentType: headers['content-type'] ?? '',
      purpose: purposeOf((header) => first(headers[header])),
    },
    address: clientAddress(request.socket.remoteAddress ?? '', first(forwarded) ?? null, trusted),
    body,
    site: siteOf((header) => first(headers[header])),
  };
  return endpoints[name](parts);
}

const first = (value: string | string[] | undefined) => (Array.isArray(value) ? value.join(',') : value);

/** The headers by which browsers say that they fetch ahead of the reader. */
export function purposeOf(header: (name: string) => string | undefined | null): string {
  return header('sec-purpose') ?? header('purpose') ?? header('x-purpose') ?? header('x-moz') ?? '';
}

/** What a browser says of the page that a request comes from, and of what it has and takes. */
export function siteOf(header: (name: string) => string | undefined | null): FormParts['site'] {
  return {
    origin: header('origin') ?? '',
    host: header('host') ?? '',
    referer: header('referer') ?? '',
    noneMatch: header('if-none-match') ?? '',
    encoding: header('accept-encoding') ?? '',
  };
}

/** The body as text, or null where it is larger than any of our forms. */
async function readBody(request: IncomingMessage): Promise<string | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > LARGEST_BODY) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function write(request: IncomingMessage, response: ServerResponse, answer: Answer): void {
  if (response.headersSent || response.destroyed) return;
  const length = typeof answer.body === 'string' ? Buffer.byteLength(answer.body) : answer.body.length;
  response.writeHead(answer.status, { ...answer.headers, 'Content-Length': length });
  response.end(request.method === 'HEAD' ? undefined : answer.body);
}
