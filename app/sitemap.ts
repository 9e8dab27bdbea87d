import type { MetadataRoute } from 'next';
import { originOf } from '#server/config/hosts.ts';

export const dynamic = 'force-dynamic';

/** The pages that anybody may find. */
export default function sitemap(): MetadataRoute.Sitemap {
  const paths = ['/', '/pricing', '/status', '/legal/terms', '/legal/privacy', '/legal/processor'];
  return paths.map((path) => ({ url: `${originOf('portal')}${path}` }));
}
