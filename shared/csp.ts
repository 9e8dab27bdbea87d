/**
 * The Content-Security-Policy and its companions, one policy a surface. Pure: proxy.ts (Next) and the node:http server share it.
 */
export type PolicySurface = 'app' | 'public' | 'embed' | 'content';

export type PolicyInput =
  /** Portal and console: hydrated pages. `contentOrigin` is where frames of other people's writing come from. */
  | { surface: 'app'; nonce: string; contentOrigin: string; development?: boolean }
  /** Plain pages that recipients open from a mail (`/u`, `/v`, `/t`): no script; one inline sheet under the nonce. */
  | { surface: 'public'; nonce: string }
  /** A hosted form with its own script, framed by the sites (origins) that may carry it. */
  | { surface: 'embed'; nonce: string; frameAncestors: readonly string[] }
  /**
   * What somebody else wrote: an opaque origin without scripts, framed by `frameAncestors` (origins) only. `opensLinks`: a
   * click may open a window of its own, outside the sandbox; scripts stay off.
   */
  | { surface: 'content'; frameAncestors: string[]; opensLinks?: boolean };

type Directives = Record<string, string[]>;

function serialise(directives: Directives): string {
  return Object.entries(directives)
    .map(([name, values]) => [name, ...values].join(' '))
    .join('; ');
}

/** Next's development server evaluates source maps, opens a socket and injects its own style elements, which carry no nonce. */
function hydrated(nonce: string, development: boolean): Directives {
  return {
    'default-src': ["'self'"],
    'script-src': [`'nonce-${nonce}'`, "'strict-dynamic'", ...(development ? ["'unsafe-eval'"] : [])],
    'style-src': ["'self'", development ? "'unsafe-inline'" : `'nonce-${nonce}'`],
    // Server-rendered style attributes (widths of bars, positions) are not covered by a nonce.
    'style-src-attr': ["'unsafe-inline'"],
    'img-src': ["'self'", 'data:', 'blob:'],
    'font-src': ["'self'"],
    'connect-src': ["'self'", ...(development ? ['ws:', 'wss:'] : [])],
    'object-src': ["'none'"],
    'base-uri': ["'none'"],
    'form-action': ["'self'"],
  };
}

/** The policy as a header's value. */
export function contentSecurityPolicy(input: PolicyInput): string {
  switch (input.surface) {
    case 'app':
      return serialise({
        ...hydrated(input.nonce, input.development ?? false),
        'frame-src': ["'self'", input.contentOrigin],
        'frame-ancestors': ["'none'"],
      });
    case 'embed':
      return serialise({
        'default-src': ["'none'"],
        'script-src': [`'nonce-${input.nonce}'`],
        'style-src': [`'nonce-${input.nonce}'`],
        'connect-src': ["'self'"],
        'img-src': ["'self'", 'data:'],
        'base-uri': ["'none'"],
        'form-action': ["'self'"],
        'frame-ancestors': input.frameAncestors.length > 0 ? [...input.frameAncestors] : ["'none'"],
      });
    case 'public':
      return serialise({
        'default-src': ["'none'"],
        'style-src': [`'nonce-${input.nonce}'`],
        'img-src': ["'self'", 'data:'],
        'base-uri': ["'none'"],
        'form-action': ["'self'"],
        'frame-ancestors': ["'none'"],
      });
    case 'content':
      return serialise({
        sandbox: input.opensLinks ? ['allow-popups', 'allow-popups-to-escape-sandbox'] : [],
        'default-src': ["'none'"],
        'img-src': ['http:', 'https:', 'data:'],
        'style-src': ["'unsafe-inline'"],
        'base-uri': ["'none'"],
        'form-action': ["'none'"],
        'frame-ancestors': input.frameAncestors.length > 0 ? input.frameAncestors : ["'none'"],
      });
  }
}

/**
 * Every security header of an answer. `https` adds HSTS (two years): over http it would lock out an installation without TLS.
 * Referrers stay within the origin, because links carry tokens; `no-referrer` would also blank the Origin of form posts.
 */
export function securityHeaders(input: PolicyInput, options: { https: boolean }): Record<string, string> {
  return {
    'Content-Security-Policy': contentSecurityPolicy(input),
    'Referrer-Policy': input.surface === 'content' ? 'no-referrer' : 'same-origin',
    'X-Content-Type-Options': 'nosniff',
    'Permissions-Policy':
      'accelerometer=(), camera=(), geolocation=(), gyroscope=(), microphone=(), payment=(), usb=(), interest-cohort=()',
    ...(input.surface === 'app' ? { 'Cross-Origin-Opener-Policy': 'same-origin' } : {}),
    ...(options.https ? { 'Strict-Transport-Security': 'max-age=63072000; includeSubDomains' } : {}),
  };
}

/** Which policy a path is answered under. `content` and `embed` have routes of their own that set theirs. */
export function policySurfaceOf(pathname: string): Exclude<PolicySurface, 'content' | 'embed'> {
  const first = pathname.split('/')[1] ?? '';
  if (first === 'u' || first === 'v' || first === 't') return 'public';
  return 'app';
}
