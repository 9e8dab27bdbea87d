import { getTranslations } from 'next-intl/server';
import { DuplicatesPage } from '#components/contacts/list/duplicates-page.tsx';

export async function generateMetadata() {
  return { title: (await getTranslations('contacts'))('duplicates.title') };
}

export default function Page() {
  return <DuplicatesPage />;
}
