import { getTranslations } from 'next-intl/server';
import { AuditPage } from '#components/settings/audit-page.tsx';

export async function generateMetadata() {
  return { title: (await getTranslations('portal.audit'))('title') };
}

export default function Page() {
  return <AuditPage />;
}
