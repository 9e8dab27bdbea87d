import { getTranslations } from 'next-intl/server';
import { StaffPage } from '#components/backoffice/staff-page.tsx';

export const generateMetadata = async () => ({ title: (await getTranslations('backoffice.nav'))('staff') });

export default function Page() {
  return <StaffPage />;
}
