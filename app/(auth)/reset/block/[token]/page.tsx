import { getTranslations } from 'next-intl/server';
import { BlockByLinkPage } from '#components/identity/block-page.tsx';
import { blockLinkRefusal, brandName } from '#server/request-context.ts';

export const generateMetadata = async () => ({
  title: (await getTranslations('identity.block'))('title'),
  // The address is a bearer secret: it must not travel in a Referer, nor into an index.
  referrer: 'no-referrer',
  robots: { index: false },
});

export default async function Page({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params;
  return <BlockByLinkPage brand={await brandName()} token={token} refusal={await blockLinkRefusal(token)} />;
}
