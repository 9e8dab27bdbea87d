import { getTranslations } from 'next-intl/server';
import { DesignPage } from './design-page.tsx';

export const generateMetadata = async () => ({ title: (await getTranslations('backoffice.nav'))('design') });

export default function Page() {
  return <DesignPage />;
}
