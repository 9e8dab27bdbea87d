import { env } from './env.ts';

/** What answers under a host name. */
export const surfaces = ['portal', 'console', 'webmail', 'mail-admin', 'links', 'content'] as const;
export type SurfaceHost = (typeof surfaces)[number];

export type Hosts = Record<SurfaceHost, string> & { scheme: 'http' | 'https' };

/**
 * The one table of host names (host[:port]). All may share the public URL's name; `content`, which shows what somebody
 * else wrote, has a name of its own where one is configured, and is sandboxed by its answers' policy everywhere.
 * `links` may be `*.links.example`: then each workspace has `SLUG.links.example`.
 */
export function hosts(): Hosts {
  const url = new URL(env().publicUrl);
  const configured = env().POSTINO_HOSTS;
  const given: Partial<Record<SurfaceHost, string>> = configured ? JSON.parse(configured) : {};
  const name = (surface: SurfaceHost) => given[surface] ?? url.host;
  return {
    scheme: url.protocol === 'https:' ? 'https' : 'http',
    portal: name('portal'),
    console: name('console'),
    webmail: name('webmail'),
    'mail-admin': name('mail-admin'),
    links: name('links'),
    content: name('content'),
  };
}

/** Origin (scheme://host) of a surface. */
export function originOf(surface: SurfaceHost): string {
  const table = hosts();
  return `${table.scheme}://${table[surface]}`;
}

/** Origin under which a workspace's tracking links and unsubscribe pages live. */
export function linkOrigin(workspaceSlug: string): string {
  const table = hosts();
  return `${table.scheme}://${table.links.replace('*', workspaceSlug)}`;
}

/** Cookies ignore the port on loopback, so it goes into the name; `__Host-` where TLS is. */
export function cookieName(base: string): string {
  const url = new URL(env().publicUrl);
  return url.protocol === 'https:' ? `__Host-${base}` : `${base}-${url.port || '80'}`;
}
