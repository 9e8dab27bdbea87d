import { getTranslations } from 'next-intl/server';
import { ResetPage } from '#components/identity/reset-page.tsx';
import { brandName, resetLink } from '#server/request-context.ts';

export const generateMetadata = async () => ({
  title: (await getTranslations('identity.reset'))('newTitle'),
  // The address is a bearer secret: it must not travel in a Referer, nor into an index.
  referrer: 'no-referrer',
  robots: { index: false },
});

export default async function Page({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params;
  return <ResetPage brand={await brandName()} surface="portal" token={token} link={await resetLink(token)} />;
}
