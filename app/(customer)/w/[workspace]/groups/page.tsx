import { getTranslations } from 'next-intl/server';
import { GroupsPage } from '#components/contacts/groups/groups-page.tsx';

export async function generateMetadata() {
  return { title: (await getTranslations('contacts'))('groups.title') };
}

export default function Page() {
  return <GroupsPage />;
}
