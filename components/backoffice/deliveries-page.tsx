'use client';
import dynamic from 'next/dynamic';
import { useTranslations } from 'next-intl';
import { PageBody } from '#components/layout/page-body.tsx';
import { PageHeader } from '#components/layout/page-header.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { AskPurpose, PurposeNotice, usePurpose } from './look-purpose.tsx';

const DeliveryResults = dynamic(() => import('./delivery-results.tsx').then((module) => module.DeliveryResults), {
  loading: () => <Skeleton className="h-64" />,
});

/** One recipient's message among all customers': each look is on record with its purpose, so nothing here looks by itself. */
export function DeliveriesPage() {
  const t = useTranslations('backoffice.deliveries');
  const [purpose, setPurpose] = usePurpose();
  return (
    <>
      <PageHeader title={t('title')} />
      <PageBody width="full">
        {purpose === null ? (
          <AskPurpose onGiven={setPurpose} />
        ) : (
          <>
            <PurposeNotice purpose={purpose} onChange={() => setPurpose(null)} />
            <DeliveryResults purpose={purpose} />
          </>
        )}
      </PageBody>
    </>
  );
}
