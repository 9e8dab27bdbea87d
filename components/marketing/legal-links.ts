import { getTranslations } from 'next-intl/server';
import type { PublicLink } from '#components/layout/public-shell.tsx';

/** The links at the foot of every public page. */
export async function legalLinks(): Promise<PublicLink[]> {
  const t = await getTranslations('marketing.legal.links');
  return [
    { href: '/legal/terms', label: t('terms') },
    { href: '/legal/privacy', label: t('privacy') },
    { href: '/legal/processor', label: t('processor') },
    { href: '/status', label: t('status'), document: true },
  ];
}
