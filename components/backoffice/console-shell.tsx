import {
  Building2,
  Cog,
  History,
  House,
  Inbox,
  MailSearch,
  Megaphone,
  ReceiptText,
  Shapes,
  UserCog,
  Workflow,
} from 'lucide-react';
import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { PasswordSoon, SOON_DAYS } from '#components/account/password-soon.tsx';
import { AppShell } from '#components/layout/app-shell.tsx';
import { TrpcProvider } from '#components/trpc.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { type StaffPermission, type StaffRole, staffMay } from '#shared/permissions.ts';
import { ConsoleSearch } from './console-search.tsx';

type Props = {
  brand: string;
  role: StaffRole;
  person: { name: string; username: string };
  passwordDaysLeft: number;
  /** The provider does without its staff's second factor: said on every page. */
  withoutSecondFactor: boolean;
  onSignOut: () => Promise<void>;
  children: ReactNode;
};

/** The console's frame; navigation shows what the role may open. */
export async function ConsoleShell({
  brand,
  role,
  person,
  onSignOut,
  passwordDaysLeft,
  withoutSecondFactor,
  children,
}: Props) {
  const t = await getTranslations('backoffice');
  const account = await getTranslations('account.noStaffFactor');
  const may = (permission: StaffPermission) => staffMay(role, permission);
  const main = [
    { href: '/admin/today', label: t('nav.today'), icon: <House /> },
    { href: '/admin/customers', label: t('nav.customers'), icon: <Building2 /> },
    { href: '/admin/enquiries', label: t('nav.enquiries'), icon: <Inbox /> },
    { href: '/admin/purchases', label: t('nav.purchases'), icon: <ReceiptText /> },
    { href: '/admin/reports', label: t('nav.reports'), icon: <Megaphone /> },
  ];
  const provider = [
    ...(may('staff:people') ? [{ href: '/admin/staff', label: t('nav.staff'), icon: <UserCog /> }] : []),
    { href: '/admin/audit', label: t('nav.audit'), icon: <History /> },
    ...(may('staff:access') ? [{ href: '/admin/deliveries', label: t('nav.deliveries'), icon: <MailSearch /> }] : []),
    { href: '/admin/jobs', label: t('nav.jobs'), icon: <Workflow /> },
    { href: '/admin/design', label: t('nav.design'), icon: <Shapes /> },
  ];
  const footer = may('staff:settings') ? [{ href: '/admin/settings', label: t('nav.settings'), icon: <Cog /> }] : [];
  const warning = withoutSecondFactor ? (
    <Notice tone="wait" title={account('title')}>
      <span className="max-md:hidden">{account('body')}</span>
    </Notice>
  ) : (
    passwordDaysLeft <= SOON_DAYS && <PasswordSoon days={passwordDaysLeft} href="/admin/password" />
  );
  return (
    <TrpcProvider surface="console">
      <AppShell
        surface="console"
        workspace={{ name: brand, planLabel: t(`role.${role}`) }}
        navigation={[{ items: main }, { label: t('nav.provider'), items: provider }]}
        footer={footer}
        person={person}
        warning={warning}
        passwordHref="/admin/password"
        onSignOut={onSignOut}
        search={<ConsoleSearch role={role} pages={[...main, ...provider, ...footer]} />}
      >
        {children}
      </AppShell>
    </TrpcProvider>
  );
}
