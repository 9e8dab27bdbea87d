import { getTranslations } from 'next-intl/server';
import { ContactPage } from '#components/contacts/contact/contact-page.tsx';

type Props = { params: Promise<{ id: string }> };

export async function generateMetadata() {
  return { title: (await getTranslations('contacts'))('title') };
}

export default async function Page({ params }: Props) {
  return <ContactPage id={(await params).id} />;
}
