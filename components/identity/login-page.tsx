import { useTranslations } from 'next-intl';
import { PublicShell } from '#components/layout/public-shell.tsx';
import { TrpcProvider } from '#components/trpc.tsx';
import { Code } from '#components/ui/code.tsx';
import { Notice } from '#components/ui/notice.tsx';
import type { MemberRole, StaffRole } from '#shared/permissions.ts';
import { LoginForm } from './login-form.tsx';

const reasons = ['replaced', 'expired', 'revoked', 'blocked', 'signed-out'] as const;
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
  /** On the demo: who may sign in, and with what. */
  demo?: { password: string; people: { username: string; role: DemoRole }[] };
};

type DemoRole = MemberRole | StaffRole;

export function LoginPage({ brand, surface, ended, next, home, demo }: Props) {
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
      {demo && (
        <div className="mb-5">
          <Notice tone="accent" title={t('demo.title')}>
            <p>{t('demo.body')}</p>
            <ul className="mt-2 flex flex-wrap gap-x-4 gap-y-1">
              {demo.people.map(({ username, role }) => (
                <li key={username}>
                  <Code>{username}</Code> {t(`demo.roles.${role}`)}
                </li>
              ))}
            </ul>
            <p className="mt-2">
              {t('demo.password')}: <Code>{demo.password}</Code>
            </p>
          </Notice>
        </div>
      )}
      <TrpcProvider surface={surface}>
        <LoginForm surface={surface} next={next} home={home} />
      </TrpcProvider>
    </PublicShell>
  );
}
