import { getTranslations } from 'next-intl/server';
import { DeliveriesPage } from '#components/backoffice/deliveries-page.tsx';
import { StaffGate } from '#components/backoffice/staff-gate.tsx';
import { consoleFrame } from '#server/request-context.ts';

export const generateMetadata = async () => ({ title: (await getTranslations('backoffice.deliveries'))('title') });

export default async function Page() {
  const [{ role }, t] = await Promise.all([consoleFrame(), getTranslations('backoffice.deliveries')]);
  return (
    <StaffGate title={t('title')} role={role} permission="staff:access">
      <DeliveriesPage />
    </StaffGate>
  );
}
