import { getTranslations } from 'next-intl/server';
import { CustomersPage } from '#components/backoffice/customers-page.tsx';

export const generateMetadata = async () => ({ title: (await getTranslations('backoffice.nav'))('customers') });

export default function Page() {
  return <CustomersPage />;
}
