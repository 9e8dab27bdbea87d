/** What a browser and a client say about where a request comes from. */
export type RequestFacts = {
  method: string;
  path: string;
  host: string;
  origin: string | undefined;
  site: string | undefined;
};

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);
/** Addresses that others post to by right: one-click unsubscribes, sites with a sign-up form, signed machines. */
const OPEN = ['/u/', '/t/', '/embed/', '/f/', '/api/v1/', '/api/purchases', '/api/background/', '/api/webhooks/'];

/**
 * Whether a request that changes something comes from our own pages. Fetch metadata first; browsers without it send
 * `Origin`; a client that sends neither is no browser, so it carries nobody's cookies by accident.
 */
export function isSameOrigin(request: RequestFacts): boolean {
  if (SAFE.has(request.method) || OPEN.some((prefix) => request.path.startsWith(prefix))) return true;
  if (request.site !== undefined && request.site !== 'same-origin' && request.site !== 'none') return false;
  if (request.origin === undefined) return true;
  try {
    return new URL(request.origin).host === request.host;
  } catch {
    return false;
  }
}
