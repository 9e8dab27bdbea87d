import { getTranslations } from 'next-intl/server';
import { TodayPage } from '#components/backoffice/today-page.tsx';

export const generateMetadata = async () => ({ title: (await getTranslations('backoffice.nav'))('today') });

export default function Page() {
  return <TodayPage />;
}
