import { getTranslations } from 'next-intl/server';
import { AuditPage } from '#components/backoffice/audit-page.tsx';

export const generateMetadata = async () => ({ title: (await getTranslations('backoffice.nav'))('audit') });

export default function Page() {
  return <AuditPage />;
}
