import { getTranslations } from 'next-intl/server';
import { ImportPage } from '#components/contacts/import/import-page.tsx';

type Props = { params: Promise<{ id: string }> };

export async function generateMetadata() {
  return { title: (await getTranslations('contacts'))('importing.title') };
}

export default async function Page({ params }: Props) {
  return <ImportPage id={(await params).id} />;
}
