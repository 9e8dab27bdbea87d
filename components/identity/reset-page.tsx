import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { PublicShell } from '#components/layout/public-shell.tsx';
import { TrpcProvider } from '#components/trpc.tsx';
import { Button } from '#components/ui/button.tsx';
import { AskLinkForm } from './ask-link-form.tsx';
import { ResetForm } from './reset-form.tsx';

type Surface = 'portal' | 'console';
const loginOf = (surface: Surface) => (surface === 'console' ? '/admin/login' : '/login');
const resetOf = (surface: Surface) => (surface === 'console' ? '/admin/reset' : '/reset');

/** Asks for a link to set a new password. */
export function AskResetPage({ brand, surface }: { brand: string; surface: Surface }) {
  const t = useTranslations('identity.reset');
  return (
    <PublicShell brand={brand}>
      <h1 className="mb-2 text-page">{t('title')}</h1>
      <p className="mb-6 text-pretty text-ink-2">{t('body')}</p>
      <TrpcProvider surface={surface}>
        <AskLinkForm surface={surface} what="reset" />
      </TrpcProvider>
      <p className="mt-6 text-table">
        <Link href={loginOf(surface)} className="link">
          {t('toLogin')}
        </Link>
      </p>
    </PublicShell>
  );
}

export type ResetRefusal = 'unknown' | 'used' | 'superseded' | 'expired' | 'busy';
type Props = {
  brand: string;
  surface: Surface;
  token: string;
  link: { username: string; about: string[] } | { refusal: ResetRefusal };
};

/** Sets a new password by a mailed link, or says why the link opens nothing and how to go on. */
export function ResetPage({ brand, surface, token, link }: Props) {
  const t = useTranslations('identity.reset');
  if ('refusal' in link) {
    return (
      <PublicShell brand={brand}>
        <div className="grid gap-4">
          <h1 className="text-page">{t(`refused.${link.refusal}.title`)}</h1>
          <p className="text-pretty text-ink-2">{t(`refused.${link.refusal}.body`)}</p>
          <div className="flex flex-wrap gap-2">
            <Button asChild variant="primary">
              <Link href={resetOf(surface)}>{t('another')}</Link>
            </Button>
            <Button asChild>
              <Link href={loginOf(surface)}>{t('toLogin')}</Link>
            </Button>
          </div>
        </div>
      </PublicShell>
    );
  }
  return (
    <PublicShell brand={brand}>
      <h1 className="mb-2 text-page">{t('newTitle')}</h1>
      <p className="mb-6 text-ink-2">{t('newFor', { username: link.username })}</p>
      <TrpcProvider surface={surface}>
        <ResetForm token={token} username={link.username} about={link.about} login={loginOf(surface)} />
      </TrpcProvider>
    </PublicShell>
  );
}
