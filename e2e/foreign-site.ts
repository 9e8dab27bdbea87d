import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';

export type ForeignSite = { origin: string; close(): Promise<void> };

/**
 * Somebody else's web site, on an origin of its own: the pages of e2e/ugly-pages with `{{name}}` put in. It says nothing of policies but
 * what a page says itself.
 */
export async function foreignSite(values: () => Record<string, string>): Promise<ForeignSite> {
  const server = createServer((request, response) => {
    const name = /^\/([a-z-]+)$/.exec((request.url ?? '').split('?')[0] ?? '')?.[1];
    if (!name) {
      response.writeHead(404).end();
      return;
    }
    const page = readFileSync(join(import.meta.dirname, 'ugly-pages', `${name}.html`), 'utf8');
    const text = page.replaceAll(/\{\{(\w+)\}\}/g, (_, key: string) => values()[key] ?? '');
    response.writeHead(200, { 'Content-Type': 'text/html' });
    response.end(text);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    // A name of its own, so that neither cookies nor origin are shared with the installation.
    origin: `http://localhost:${port}`,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
