import { getTranslations } from 'next-intl/server';
import { CampaignReportPage } from '#components/reports/campaign-report-page.tsx';

type Props = { params: Promise<{ workspace: string; id: string }> };

export async function generateMetadata() {
  return { title: (await getTranslations('reports'))('title') };
}

export default async function Page({ params }: Props) {
  const { workspace, id } = await params;
  return <CampaignReportPage campaignId={id} base={`/w/${workspace}`} />;
}
