import type { Metadata } from 'next';
import { getLocale, getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { Messages } from '#components/layout/messages.tsx';
import { PublicShell } from '#components/layout/public-shell.tsx';
import { legalLinks } from '#components/marketing/legal-links.ts';
import { originOf } from '#server/config/hosts.ts';
import { brandName } from '#server/request-context.ts';
import picture from '../../docs/screens/report.png';

/** What search engines and chats show of the public pages; the picture is our own, from this host. */
export async function generateMetadata(): Promise<Metadata> {
  const [brand, t, locale] = await Promise.all([brandName(), getTranslations('marketing.home'), getLocale()]);
  const title = `${brand}: ${t('title')}`;
  const description = t('description');
  return {
    metadataBase: new URL(originOf('portal')),
    title: { default: title, template: `%s · ${brand}` },
    description,
    openGraph: {
      type: 'website',
      siteName: brand,
      title,
      description,
      locale: locale === 'en' ? 'en_GB' : 'it_IT',
      images: [{ url: picture.src, width: picture.width, height: picture.height, alt: t('shots.report.alt') }],
    },
  };
}

export default async function Layout({ children }: { children: ReactNode }) {
  const t = await getTranslations('marketing');
  const links = [
    { href: '/pricing', label: t('pricing.title') },
    { href: '/login', label: t('home.signIn') },
  ];
  return (
    <Messages
      of={['marketing.ask', 'marketing.features', 'marketing.limits', 'marketing.pricing', 'marketing.requirements']}
    >
      <PublicShell brand={await brandName()} links={links} legal={await legalLinks()} width="wide">
        {children}
      </PublicShell>
    </Messages>
  );
}
