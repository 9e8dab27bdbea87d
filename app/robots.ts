import type { MetadataRoute } from 'next';
import { originOf } from '#server/config/hosts.ts';

export const dynamic = 'force-dynamic';

/** What is behind a login, a token or a machine is nobody's to index. */
export default function robots(): MetadataRoute.Robots {
  const closed = ['/w/', '/admin', '/api/', '/activate/', '/reset', '/t/', '/u/', '/v/', '/content/', '/dev/'];
  return { rules: { userAgent: '*', allow: '/', disallow: closed }, sitemap: `${originOf('portal')}/sitemap.xml` };
}
