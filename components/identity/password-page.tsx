import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { PageBody } from '#components/layout/page-body.tsx';
import { PageHeader } from '#components/layout/page-header.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { Section } from '#components/ui/section.tsx';
import { PasswordForm } from './password-form.tsx';

type Props = { must: boolean; home: string; parent?: { href: string; label: string }; tabs?: ReactNode };

export function PasswordPage({ must, home, parent, tabs }: Props) {
  const t = useTranslations('identity.passwordPage');
  return (
    <>
      <PageHeader title={t('title')} {...(parent ? { parent } : {})} {...(tabs ? { tabs } : {})} />
      <PageBody width="read">
        {must && (
          <Notice tone="wait" title={t('must')}>
            {t('mustBody')}
          </Notice>
        )}
        <Section title={t('title')}>
          <PasswordForm home={home} />
        </Section>
      </PageBody>
    </>
  );
}
