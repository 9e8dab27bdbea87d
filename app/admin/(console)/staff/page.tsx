import { getTranslations } from 'next-intl/server';
import { StaffGate } from '#components/backoffice/staff-gate.tsx';
import { StaffPage } from '#components/backoffice/staff-page.tsx';
import { consoleFrame } from '#server/request-context.ts';

export const generateMetadata = async () => ({ title: (await getTranslations('backoffice.nav'))('staff') });

export default async function Page() {
  const { role, session } = await consoleFrame();
  const t = await getTranslations('backoffice.nav');
  return (
    <StaffGate title={t('staff')} role={role} permission="staff:people">
      <StaffPage self={session.userId} />
    </StaffGate>
  );
}
