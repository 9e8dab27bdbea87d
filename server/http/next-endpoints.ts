import { env } from '#server/config/env.ts';
import { clientAddress } from '#server/lib/client-address.ts';
import { createLog } from '#server/lib/log.ts';
import { purposeOf, siteOf } from './hot-endpoints.ts';
import { openPublicEndpoints, type PublicEndpoints } from './public-endpoints.ts';
import { readRequestBody } from './request-body.ts';

let endpoints: PublicEndpoints | undefined;
const LARGEST_BODY = 16_384;

/**
 * The public endpoints as a Next route handler, for hosts that have no process of ours in front of Next. The same functions
 * as hot-endpoints.ts, twenty times slower.
 */
export function nextEndpoint(name: Exclude<keyof PublicEndpoints, 'close'>) {
  return async (request: Request): Promise<Response> => {
    endpoints ??= openPublicEndpoints(createLog('web'));
    const url = new URL(request.url);
    const header = (key: string) => request.headers.get(key);
    const body = request.method === 'POST' ? await readRequestBody(request, LARGEST_BODY) : Buffer.alloc(0);
    if (!body) return new Response(null, { status: 413 });
    const answer = await endpoints[name]({
      method: request.method,
      segment: name === 'form' ? url.pathname.slice('/f/'.length) : (url.pathname.split('/').at(-1) ?? ''),
      query: url.search.slice(1),
      headers: {
        agent: header('user-agent') ?? '',
        language: header('accept-language') ?? '',
        contentType: header('content-type') ?? '',
        purpose: purposeOf(header),
      },
      address: clientAddress(header('x-postino-peer') ?? '', header('x-forwarded-for'), env().TRUSTED_PROXIES),
      body: body.toString('utf8'),
      site: siteOf(header),
    });
    // Bytes, and none where there are none: to a text, Response would add a type of its own.
    const bytes = Buffer.from(answer.body);
    const empty = request.method === 'HEAD' || bytes.length === 0;
    return new Response(empty ? null : bytes, { status: answer.status, headers: answer.headers });
  };
}
