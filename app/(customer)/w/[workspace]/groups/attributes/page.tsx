import { getTranslations } from 'next-intl/server';
import { AttributesPage } from '#components/contacts/groups/attributes-page.tsx';

export async function generateMetadata() {
  return { title: (await getTranslations('contacts'))('attributes.title') };
}

export default function Page() {
  return <AttributesPage />;
}
