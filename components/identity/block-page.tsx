import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { PublicShell } from '#components/layout/public-shell.tsx';
import { TrpcProvider } from '#components/trpc.tsx';
import { Button } from '#components/ui/button.tsx';
import { Section } from '#components/ui/section.tsx';
import { AskLinkForm } from './ask-link-form.tsx';
import { BlockByLinkForm, BlockByPasswordForm } from './block-forms.tsx';

type Surface = 'portal' | 'console';

/** From the login page: with the right password at once, else by a link that goes to the address on record. */
export function BlockPage({ brand, surface }: { brand: string; surface: Surface }) {
  const t = useTranslations('identity.block');
  const reset = useTranslations('identity.reset');
  return (
    <PublicShell brand={brand}>
      <h1 className="mb-2 text-page">{t('title')}</h1>
      <p className="mb-6 text-pretty text-ink-2">{t('body')}</p>
      <TrpcProvider surface={surface}>
        <div className="grid gap-4">
          <Section title={t('byPassword')}>
            <p className="mb-4 text-ink-2">{t('byPasswordBody')}</p>
            <BlockByPasswordForm surface={surface} />
          </Section>
          <Section title={t('byMail')}>
            <p className="mb-4 text-ink-2">{t('byMailBody')}</p>
            <AskLinkForm surface={surface} what="block" />
          </Section>
        </div>
      </TrpcProvider>
      <p className="mt-6 text-table">
        <Link href={surface === 'console' ? '/admin/login' : '/login'} className="link">
          {reset('toLogin')}
        </Link>
      </p>
    </PublicShell>
  );
}

/** Behind the link of a mail: nothing is blocked until the button is pressed. */
export function BlockByLinkPage({ brand, token, refusal }: { brand: string; token: string; refusal: string | null }) {
  const t = useTranslations('identity.block');
  if (refusal !== null) {
    const known = refusal === 'used' || refusal === 'expired' ? refusal : 'unknown';
    const used = known === 'used';
    return (
      <PublicShell brand={brand}>
        <div className="grid gap-4">
          <h1 className="text-page">{t(`refused.${known}.title`)}</h1>
          <p className="text-pretty text-ink-2">{t(`refused.${known}.body`)}</p>
          <div>
            <Button asChild variant="primary">
              <Link href={used ? '/reset' : '/reset/block'}>
                <Way used={used} />
              </Link>
            </Button>
          </div>
        </div>
      </PublicShell>
    );
  }
  return (
    <PublicShell brand={brand}>
      <h1 className="mb-2 text-page">{t('confirmTitle')}</h1>
      <p className="mb-6 text-pretty text-ink-2">{t('confirmBody')}</p>
      <TrpcProvider surface="portal">
        <BlockByLinkForm token={token} />
      </TrpcProvider>
    </PublicShell>
  );
}

function Way({ used }: { used: boolean }) {
  const t = useTranslations('identity');
  return t(used ? 'forgot' : 'stolen');
}
