import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { ClosedPage } from '#components/layout/closed-page.tsx';
import { type StaffPermission, type StaffRole, staffMay } from '#shared/permissions.ts';

type Props = { title: string; role: StaffRole; permission: StaffPermission; children: ReactNode };

/** Opens a page of the console to whose role it is for; tells the others why it stays closed. */
export function StaffGate({ title, role, permission, children }: Props) {
  const t = useTranslations('backoffice');
  if (staffMay(role, permission)) return children;
  return (
    <ClosedPage title={title} why={t('closed.title')}>
      {t('closed.body', { role: t(`role.${role}`) })}
    </ClosedPage>
  );
}
