import { getTranslations } from 'next-intl/server';
import { SignUpsPage } from '#components/forms/sign-ups-page.tsx';

type Props = { params: Promise<{ id: string }> };

export async function generateMetadata() {
  return { title: (await getTranslations('forms'))('one') };
}

export default async function Page({ params }: Props) {
  return <SignUpsPage id={(await params).id} />;
}
