import { getTranslations } from 'next-intl/server';
import { CustomerPage } from '#components/backoffice/customer-page.tsx';

export const generateMetadata = async () => ({ title: (await getTranslations('backoffice.nav'))('customers') });

type Props = { params: Promise<{ id: string }> };

export default async function Page({ params }: Props) {
  return <CustomerPage workspaceId={(await params).id} />;
}
