import { getTranslations } from 'next-intl/server';
import { BuilderPage } from '#components/forms/builder/builder-page.tsx';

type Props = { params: Promise<{ id: string }> };

export async function generateMetadata() {
  return { title: (await getTranslations('forms'))('one') };
}

export default async function Page({ params }: Props) {
  return <BuilderPage id={(await params).id} />;
}
