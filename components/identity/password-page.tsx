import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { PageBody } from '#components/layout/page-body.tsx';
import { PageHeader } from '#components/layout/page-header.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { Section } from '#components/ui/section.tsx';
import { PasswordForm } from './password-form.tsx';

type Props = {
  session: { mustChangePassword: boolean; mustAddSecondFactor: boolean; passwordDaysLeft: number };
  home: string;
  /** Names that the new password must not hold. */
  about: readonly string[];
  tabs?: ReactNode;
  /** The console has no page of its own for access and sessions. */
  children?: ReactNode;
};

export function PasswordPage({ session, home, about, tabs, children }: Props) {
  const t = useTranslations('identity.passwordPage');
  const factor = useTranslations('account.access.factor');
  const { mustChangePassword: must, mustAddSecondFactor: mustAdd, passwordDaysLeft: days } = session;
  const password = (
    <Section title={t('title')} {...(must ? {} : { meta: t('daysLeft', { days }) })}>
      <PasswordForm home={mustAdd ? null : home} about={about} />
    </Section>
  );
  return (
    <>
      <PageHeader title={t('title')} {...(tabs ? { tabs } : {})} />
      <PageBody width="read">
        {must ? (
          <Notice tone="wait" title={t('must')}>
            {t('mustBody')}
          </Notice>
        ) : (
          mustAdd && (
            <Notice tone="wait" title={factor('mustTitle')}>
              {factor('mustBody')}
            </Notice>
          )
        )}
        {mustAdd && !must ? (
          <>
            {children}
            {password}
          </>
        ) : (
          <>
            {password}
            {children}
          </>
        )}
      </PageBody>
    </>
  );
}
