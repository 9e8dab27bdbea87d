import { getTranslations } from 'next-intl/server';
import { PurchasesPage } from '#components/backoffice/purchases-page.tsx';

export const generateMetadata = async () => ({ title: (await getTranslations('backoffice.nav'))('purchases') });

export default function Page() {
  return <PurchasesPage />;
}
