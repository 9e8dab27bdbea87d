import { getTranslations } from 'next-intl/server';
import { ReportPrintPage } from '#components/reports/report-print-page.tsx';

type Props = { params: Promise<{ workspace: string; id: string }> };

export async function generateMetadata() {
  return { title: (await getTranslations('reports.actions'))('print') };
}

export default async function Page({ params }: Props) {
  const { workspace, id } = await params;
  return <ReportPrintPage campaignId={id} base={`/w/${workspace}`} />;
}
