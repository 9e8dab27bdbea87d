import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { PublicShell } from '#components/layout/public-shell.tsx';
import { legalLinks } from '#components/marketing/legal-links.ts';
import { brandName } from '#server/request-context.ts';

export default async function Layout({ children }: { children: ReactNode }) {
  const t = await getTranslations('marketing');
  const links = [
    { href: '/pricing', label: t('pricing.title') },
    { href: '/login', label: t('home.signIn') },
  ];
  return (
    <PublicShell brand={await brandName()} links={links} legal={await legalLinks()} width="page">
      {children}
    </PublicShell>
  );
}
