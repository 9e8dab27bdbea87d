import { getTranslations } from 'next-intl/server';
import { FormsPage } from '#components/forms/forms-page.tsx';

export async function generateMetadata() {
  return { title: (await getTranslations('forms'))('title') };
}

export default function Page() {
  return <FormsPage />;
}
