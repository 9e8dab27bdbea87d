'use client';

import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { PageBody } from '#components/layout/page-body.tsx';
import { PageHeader } from '#components/layout/page-header.tsx';
import { AccessSections } from './access-sections.tsx';

/** Impostazioni → Accessi e sessioni. */
export function AccessPage({ tabs, brand }: { tabs: ReactNode; brand: string }) {
  const t = useTranslations('account.access');
  return (
    <>
      <PageHeader title={t('title')} tabs={tabs} />
      <PageBody width="read">
        <AccessSections surface="portal" brand={brand} />
      </PageBody>
    </>
  );
}
