import { randomBytes } from 'node:crypto';
import { type NextRequest, NextResponse } from 'next/server';
import { hosts, originOf } from '#server/config/hosts.ts';
import { policySurfaceOf, securityHeaders } from '#shared/csp.ts';

/**
 * Gives every page its security headers and a nonce. Next reads the nonce from the request's policy; the root layout reads `x-nonce`,
 * and `x-postino-path` tells it which surface it frames (a layout is not told the path of what it lays out); with `x-postino-search` it is
 * where the login leads back to.
 */
export function proxy(request: NextRequest): NextResponse {
  const nonce = randomBytes(16).toString('base64');
  const { pathname, searchParams } = request.nextUrl;
  const asked = new URLSearchParams(searchParams);
  // Next's own, of a page that the browser fetches in parts.
  asked.delete('_rsc');
  const headers = securityHeaders(
    {
      surface: policySurfaceOf(pathname),
      nonce,
      contentOrigin: originOf('content'),
      development: process.env.NODE_ENV === 'development',
    },
    { https: hosts().scheme === 'https' },
  );
  const forwarded = new Headers(request.headers);
  forwarded.set('x-nonce', nonce);
  forwarded.set('x-postino-path', pathname);
  forwarded.set('x-postino-search', asked.size > 0 ? `?${asked}` : '');
  forwarded.set('Content-Security-Policy', headers['Content-Security-Policy'] ?? '');
  const response = NextResponse.next({ request: { headers: forwarded } });
  for (const [name, value] of Object.entries(headers)) response.headers.set(name, value);
  return response;
}

export const config = {
  // Static files need no policy; the recipients' pages and routes that serve other people's content set their own.
  matcher: ['/((?!_next/static|_next/image|api/|i/|t/|u/|v/|f/|embed/|content/|status|icon.svg|favicon.ico).*)'],
};
