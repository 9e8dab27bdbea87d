import { getTranslations } from 'next-intl/server';
import { AskResetPage } from '#components/identity/reset-page.tsx';
import { brandName } from '#server/request-context.ts';

export const generateMetadata = async () => ({ title: (await getTranslations('identity.reset'))('title') });

export default async function Page() {
  return <AskResetPage brand={await brandName()} surface="console" />;
}
