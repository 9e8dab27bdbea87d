import { getTranslations } from 'next-intl/server';
import { ImportStart } from '#components/contacts/import/import-start.tsx';

export async function generateMetadata() {
  return { title: (await getTranslations('contacts'))('importing.title') };
}

export default function Page() {
  return <ImportStart />;
}
