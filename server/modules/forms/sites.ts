/**
 * Whether a page of `origin` may send the form: our own (the hosted page, its frame) and the allowed sites. A client without an
 * Origin is no browser. `null` is what sandboxed frames and pages without referrers say: they name no site.
 */
export function mayCarry(origin: string | undefined, host: string, allowedSites: readonly string[]): boolean {
  if (origin === undefined || origin === '') return true;
  if (allowedSites.includes(origin)) return true;
  try {
    return new URL(origin).host === host;
  } catch {
    return false;
  }
}

/** A page's address without what may be personal in it: no query, no fragment. */
export function sourcePage(address: string): string {
  try {
    const { protocol, origin, pathname } = new URL(address);
    return protocol === 'http:' || protocol === 'https:' ? `${origin}${pathname}`.slice(0, 500) : '';
  } catch {
    return '';
  }
}
