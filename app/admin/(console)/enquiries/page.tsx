import { getTranslations } from 'next-intl/server';
import { EnquiriesPage } from '#components/backoffice/enquiries-page.tsx';

export const generateMetadata = async () => ({ title: (await getTranslations('backoffice.enquiries'))('title') });

export default function Page() {
  return <EnquiriesPage />;
}
