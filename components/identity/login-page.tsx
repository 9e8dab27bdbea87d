import { useTranslations } from 'next-intl';
import { PublicShell } from '#components/layout/public-shell.tsx';
import { TrpcProvider } from '#components/trpc.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { LoginForm } from './login-form.tsx';

const reasons = ['replaced', 'expired', 'revoked', 'signed-out'] as const;
export type EndedWhy = (typeof reasons)[number];

export const endedWhy = (value: string | undefined): EndedWhy | null =>
  reasons.find((reason) => reason === value) ?? null;

type Props = {
  brand: string;
  surface: 'portal' | 'console';
  /** Why the session of this station ended, where one did. */
  ended: EndedWhy | null;
  next: string | null;
  home: string;
};

export function LoginPage({ brand, surface, ended, next, home }: Props) {
  const t = useTranslations('identity');
  return (
    <PublicShell brand={brand}>
      <h1 className="mb-6 text-page">{surface === 'console' ? t('titleConsole') : t('title', { brand })}</h1>
      {ended && (
        <div className="mb-5">
          <Notice tone={ended === 'signed-out' ? 'good' : 'wait'} title={t(`ended.${ended}.title`)}>
            {t(`ended.${ended}.body`)}
          </Notice>
        </div>
      )}
      <TrpcProvider surface={surface}>
        <LoginForm surface={surface} next={next} home={home} />
      </TrpcProvider>
    </PublicShell>
  );
}
