import { Lock } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { PageBody } from '#components/layout/page-body.tsx';
import { PageHeader } from '#components/layout/page-header.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { type StaffPermission, type StaffRole, staffMay } from '#shared/permissions.ts';

type Props = { title: string; role: StaffRole; permission: StaffPermission; children: ReactNode };

/** Opens a page of the console to whose role it is for; tells the others why it stays closed. */
export function StaffGate({ title, role, permission, children }: Props) {
  const t = useTranslations('backoffice');
  if (staffMay(role, permission)) return children;
  return (
    <>
      <PageHeader title={title} />
      <PageBody>
        <EmptyState icon={<Lock />} title={t('closed.title')}>
          {t('closed.body', { role: t(`role.${role}`) })}
        </EmptyState>
      </PageBody>
    </>
  );
}
