import type { SystemCtx } from '../lib/context.ts';
import { DomainError, InvalidInput, NotFound } from '../lib/errors.ts';
import { authenticateMarketplace, type ReportedPurchase } from '../modules/billing/index.ts';
import { originOfRequest, publicContext } from '../request-context.ts';
import { describeError, httpStatusOf } from '../trpc/error-mapping.ts';
import { errorSentencesIn } from './error-sentences.ts';
import { readRequestBody } from './request-body.ts';

const MOST_BYTES = 16 * 1024;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

type Call = { ctx: SystemCtx; marketplaceId: string; request: Request; body: Buffer; id: string };
/** A route without a variable part is handed no parameters at all. */
type Route = (request: Request, context: { params?: Promise<{ id?: string }> }) => Promise<Response>;

/** REST's own statuses for what tRPC has none: a state that forbids the step is a conflict. */
function statusOf(error: unknown): number {
  if (error instanceof DomainError && error.data.reason === 'body-too-large') return 413;
  return error instanceof DomainError && error.kind === 'invalid-state' ? 409 : httpStatusOf(error);
}

async function bodyOf(request: Request): Promise<Buffer> {
  const body = await readRequestBody(request, MOST_BYTES);
  if (!body) throw new InvalidInput({ reason: 'body-too-large' });
  return body;
}

/** The answer to what a marketplace reported: 201 the first time, 200 with `Idempotent-Replay` when it was done already. */
export function reported({ purchase, replay }: ReportedPurchase, created = 200): Response {
  return Response.json(
    purchase,
    replay ? { status: 200, headers: { 'Idempotent-Replay': 'true' } } : { status: created },
  );
}

/**
 * A route of the purchase API, for signed machines: reads the body (16 KiB), checks the signature, answers JSON. Errors are
 * `{error: {kind, reason, field, message}}`, in English unless Italian is asked for.
 */
export function marketplaceRoute(answer: (call: Call) => Promise<Response>): Route {
  return async (request, context) => {
    const publicCtx = publicContext(originOfRequest(request.headers));
    const header = (name: string) => request.headers.get(name) ?? '';
    try {
      const body = await bodyOf(request);
      const { pathname, search } = new URL(request.url);
      const authenticated = await authenticateMarketplace(publicCtx, {
        ...{ keyId: header('postino-key'), signature: header('postino-signature') },
        ...{ timestamp: header('postino-timestamp'), method: request.method, path: pathname + search, body },
      });
      const { id = '' } = (await context.params) ?? {};
      if (id !== '' && !UUID.test(id)) throw new NotFound({ what: 'purchase' });
      const response = await answer({ ...authenticated, request, body, id });
      response.headers.set('Cache-Control', 'no-store');
      return response;
    } catch (error) {
      const status = statusOf(error);
      if (status >= 500) publicCtx.log.error({ err: error }, 'purchase request failed');
      const { kind, data } = describeError(error);
      const sentence = await errorSentencesIn(header('accept-language').startsWith('it') ? 'it' : 'en');
      const { reason = null, field = null, retryAfterSeconds } = data;
      const headers: Record<string, string> = { 'Cache-Control': 'no-store' };
      if (retryAfterSeconds) headers['Retry-After'] = String(retryAfterSeconds);
      return Response.json({ error: { kind, reason, field, message: sentence(kind, data) } }, { status, headers });
    }
  };
}
