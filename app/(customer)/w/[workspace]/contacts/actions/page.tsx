import { getTranslations } from 'next-intl/server';
import { ActionsPage } from '#components/contacts/list/actions-page.tsx';

export async function generateMetadata() {
  return { title: (await getTranslations('contacts'))('bulk.recent') };
}

export default function Page() {
  return <ActionsPage />;
}
