import { getTranslations } from 'next-intl/server';
import { FilesPage } from '#components/contacts/files/files-page.tsx';

export async function generateMetadata() {
  return { title: (await getTranslations('contacts'))('files.title') };
}

export default function Page() {
  return <FilesPage />;
}
