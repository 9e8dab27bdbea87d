import { getTranslations } from 'next-intl/server';
import { JobsPage } from '#components/backoffice/jobs-page.tsx';

export const generateMetadata = async () => ({ title: (await getTranslations('backoffice.nav'))('jobs') });

export default function Page() {
  return <JobsPage />;
}
