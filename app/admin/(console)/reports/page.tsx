import { getTranslations } from 'next-intl/server';
import { ReportsPage } from '#components/backoffice/reports-page.tsx';

export const generateMetadata = async () => ({ title: (await getTranslations('backoffice.nav'))('reports') });

export default function Page() {
  return <ReportsPage />;
}
