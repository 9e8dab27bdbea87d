import { getTranslations } from 'next-intl/server';
import { ContactsPage } from '#components/contacts/list/contacts-page.tsx';

export async function generateMetadata() {
  return { title: (await getTranslations('contacts'))('title') };
}

export default function Page() {
  return <ContactsPage />;
}
