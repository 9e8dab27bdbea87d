import { randomBytes } from 'node:crypto';
import { hosts } from '#server/config/hosts.ts';
import type { Answer } from '#server/modules/tracking/index.ts';
import { securityHeaders } from '#shared/csp.ts';

export const freshNonce = () => randomBytes(16).toString('base64');
const https = () => hosts().scheme === 'https';
const uncached = { 'Cache-Control': 'no-store, private', 'X-Robots-Tag': 'noindex' };

/** A page of ours. `frames`: it shows a message of the same origin, which is sandboxed by its own answer. */
export function pageAnswer(status: number, body: string, nonce: string, frames = false): Answer {
  const headers = securityHeaders({ surface: 'public', nonce }, { https: https() });
  if (frames) headers['Content-Security-Policy'] += "; frame-src 'self'";
  return { status, headers: { ...headers, ...uncached, 'Content-Type': 'text/html; charset=utf-8' }, body };
}

/** What a customer wrote: without scripts and in an origin of its own, which may open its links. `framed`: by our own pages. */
export function messageAnswer(body: string, framed = false): Answer {
  const headers = securityHeaders({ surface: 'content', frameAncestors: framed ? ["'self'"] : [] }, { https: https() });
  const policy = (headers['Content-Security-Policy'] ?? '').replace(
    /^sandbox;/,
    'sandbox allow-popups allow-popups-to-escape-sandbox allow-top-navigation-by-user-activation;',
  );
  return {
    status: 200,
    headers: { ...headers, ...uncached, 'Content-Security-Policy': policy, 'Content-Type': 'text/html; charset=utf-8' },
    body,
  };
}

export function plainAnswer(status: number, headers: Record<string, string> = {}): Answer {
  return { status, headers: { ...uncached, 'Content-Type': 'text/plain; charset=utf-8', ...headers }, body: '' };
}
