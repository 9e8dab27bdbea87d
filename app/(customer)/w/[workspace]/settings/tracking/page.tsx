import { getTranslations } from 'next-intl/server';
import { TrackingPage } from '#components/settings/tracking-page.tsx';

export async function generateMetadata() {
  return { title: (await getTranslations('portal.tracking'))('title') };
}

export default function Page() {
  return <TrackingPage />;
}
