import { ClipboardList, FolderTree, House, ListOrdered, Send, Settings, Users } from 'lucide-react';
import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { PasswordSoon, SOON_DAYS } from '#components/account/password-soon.tsx';
import { AppShell } from '#components/layout/app-shell.tsx';
import type { NavigationSection } from '#components/layout/navigation.ts';
import { StaffStrip } from '#components/layout/staff-strip.tsx';
import { settingsPages } from '#components/settings/settings-pages.ts';
import { TrpcProvider } from '#components/trpc.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { isStaffInside, memberMay, type WorkspaceRole } from '#shared/permissions.ts';
import { LeaveAccess } from './leave-access.tsx';
import { MemberRoleProvider } from './member-right.tsx';
import { PortalSearch } from './portal-search.tsx';

type Props = {
  workspace: { slug: string; name: string; timeZone: string };
  memberships: { slug: string; name: string }[];
  features: string[];
  role: WorkspaceRole;
  trialUntil: Date | null;
  /** The provider has suspended the workspace: why, and whom to write to. */
  suspended: { why: string | null; provider: string; support: string } | null;
  person: { name: string; username: string };
  /** Whole days until the person's password must be changed. */
  passwordDaysLeft: number;
  onSignOut: () => Promise<void>;
  /** Staff are inside by an access of theirs: the strip says so, and leaving ends it. */
  access: { staffName: string; purpose: string; until: Date } | undefined;
  children: ReactNode;
};

/** The portal's frame: navigation shows what was bought and what the person may read, and nothing else. */
export async function PortalShell(props: Props) {
  const { workspace, memberships, features, role, trialUntil, suspended, person, onSignOut, access, children } = props;
  const { passwordDaysLeft } = props;
  const t = await getTranslations('portal');
  const base = `/w/${workspace.slug}`;
  const reads = features.includes('newsletter') && memberMay(role, 'read');
  const navigation: NavigationSection[] = [
    { items: [{ href: base, label: t('nav.today'), icon: <House /> }] },
    ...(reads
      ? [
          {
            label: t('nav.newsletter'),
            items: [
              { href: `${base}/campaigns`, label: t('nav.campaigns'), icon: <Send /> },
              { href: `${base}/queue`, label: t('nav.queue'), icon: <ListOrdered /> },
              { href: `${base}/contacts`, label: t('nav.contacts'), icon: <Users /> },
              { href: `${base}/groups`, label: t('nav.groups'), icon: <FolderTree /> },
              { href: `${base}/forms`, label: t('nav.forms'), icon: <ClipboardList /> },
            ],
          },
        ]
      : []),
  ];
  const footer = [{ href: `${base}/settings`, label: t('nav.settings'), icon: <Settings /> }];
  const planLabel = trialUntil ? t('trialUntil', { date: trialUntil }) : undefined;
  const pages = [...navigation.flatMap((section) => section.items), ...footer].map(({ href, label, icon }) => ({
    href,
    label,
    icon,
  }));
  const settings = settingsPages(role, features).map((page) => ({
    href: `${base}/settings/${page}`,
    label: t(`settings.${page}`),
    detail: t('nav.settings'),
    icon: <Settings />,
  }));
  return (
    <TrpcProvider surface={access ? 'console' : 'portal'} workspace={workspace.slug} key={workspace.slug}>
      <AppShell
        surface="portal"
        workspace={{ ...workspace, ...(planLabel ? { planLabel } : {}) }}
        workspaces={memberships.map(({ slug, name }) => ({ name, href: `/w/${slug}` }))}
        navigation={navigation}
        footer={footer}
        person={person}
        {...(access ? {} : { passwordHref: `${base}/settings/password` })}
        onSignOut={onSignOut}
        search={<PortalSearch base={base} reads={reads} role={role} pages={[...pages, ...settings]} />}
        {...(access
          ? {
              strip: (
                <StaffStrip
                  person={access.staffName}
                  workspace={workspace.name}
                  reason={`${t(`settings.roles.${isStaffInside(role) ? role : 'staff-look'}`)}. ${access.purpose}`}
                  until={access.until}
                  leave={<LeaveAccess action={onSignOut} />}
                />
              ),
            }
          : {})}
        {...(passwordDaysLeft <= SOON_DAYS && !access
          ? { warning: <PasswordSoon days={passwordDaysLeft} href={`${base}/settings/password`} /> }
          : {})}
        {...(suspended && !access
          ? {
              warning: (
                <Notice tone="bad" title={t('suspended.title')}>
                  {t('suspended.body', { provider: suspended.provider, address: suspended.support })}
                  {suspended.why && (
                    <p className="mt-1 wrap-anywhere">{t('suspended.why', { reason: suspended.why })}</p>
                  )}
                </Notice>
              ),
            }
          : {})}
      >
        <MemberRoleProvider role={role}>{children}</MemberRoleProvider>
      </AppShell>
    </TrpcProvider>
  );
}
