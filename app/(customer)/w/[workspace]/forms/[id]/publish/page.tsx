import { getTranslations } from 'next-intl/server';
import { SitePage } from '#components/forms/site/site-page.tsx';

type Props = { params: Promise<{ id: string }> };

export async function generateMetadata() {
  return { title: (await getTranslations('forms'))('one') };
}

export default async function Page({ params }: Props) {
  return <SitePage id={(await params).id} />;
}
