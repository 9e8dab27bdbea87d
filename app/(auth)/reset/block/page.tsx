import { getTranslations } from 'next-intl/server';
import { BlockPage } from '#components/identity/block-page.tsx';
import { brandName } from '#server/request-context.ts';

export const generateMetadata = async () => ({ title: (await getTranslations('identity.block'))('title') });

export default async function Page({ searchParams }: { searchParams: Promise<{ at?: string }> }) {
  const { at } = await searchParams;
  return <BlockPage brand={await brandName()} surface={at === 'console' ? 'console' : 'portal'} />;
}
