import type { ReactNode } from 'react';
import { PublicShell } from '#components/layout/public-shell.tsx';
import { legalLinks } from '#components/marketing/legal-links.ts';
import { brandName } from '#server/request-context.ts';

export default async function Layout({ children }: { children: ReactNode }) {
  return (
    <PublicShell brand={await brandName()} legal={await legalLinks()} width="page">
      {children}
    </PublicShell>
  );
}
