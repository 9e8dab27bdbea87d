import { notFound } from 'next/navigation';
import { getLocale } from 'next-intl/server';
import { LegalText } from '#components/marketing/legal-page.tsx';
import { legalPage } from '#server/modules/billing/index.ts';
import { legalKinds } from '#server/modules/billing/values.ts';
import { providerSettings } from '#server/modules/workspaces/index.ts';
import { systemContext } from '#server/request-context.ts';

type Props = { params: Promise<{ page: string }> };

async function load({ params }: Props) {
  const { page } = await params;
  const kind = legalKinds.find((candidate) => candidate === page);
  if (!kind) notFound();
  return legalPage(await providerSettings(systemContext()), kind, await getLocale());
}

export const generateMetadata = async (props: Props) => ({ title: (await load(props)).title });

export default async function Page(props: Props) {
  const { title, text, language } = await load(props);
  return <LegalText title={title} text={text} language={language} />;
}
