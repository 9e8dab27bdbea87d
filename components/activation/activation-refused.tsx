'use client';
import { useMutation } from '@tanstack/react-query';
import { Send } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { TrpcProvider, useTRPC } from '#components/trpc.tsx';
import { Button } from '#components/ui/button.tsx';
import { useMoney } from '#components/ui/money.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { useErrorSentence } from '#components/ui/use-error-sentence.ts';

export type Refusal = 'unknown' | 'unpaid' | 'used' | 'expired' | 'cancelled' | 'busy';
type About = {
  planName: string;
  /** Masked. */
  email: string;
  reference: string;
  startCents: number;
  monthlyCents: number;
  currency: string;
};
type Props = {
  reason: Refusal;
  token: string;
  support: string;
  purchase: About | null;
  /** Where whoever is signed in belongs. */
  home: string | null;
};

/** Why the link does not open, what is safe, and the way on. */
export function ActivationRefused({ reason, token, support, purchase, home }: Props) {
  const t = useTranslations('activation');
  const money = useMoney();
  const subject = purchase ? `?subject=${encodeURIComponent(t('refused.mailSubject', purchase))}` : '';
  const owed = purchase && {
    start: money(purchase.startCents, purchase.currency),
    monthly: money(purchase.monthlyCents, purchase.currency),
  };
  return (
    <TrpcProvider surface="portal">
      <div className="grid gap-4">
        <h1 className="text-page">{t(`refused.${reason}.title`)}</h1>
        <p className="text-pretty text-ink-2">
          {reason === 'used' && home ? t('refused.usedSignedIn') : t(`refused.${reason}.body`)}
        </p>
        {reason === 'unpaid' && owed && (
          <p className="text-pretty font-medium">
            {purchase.startCents > 0 ? t('refused.unpaidWhat', owed) : t('refused.unpaidFree', owed)}
          </p>
        )}
        {purchase && (
          <p className="text-caption text-ink-3">
            {t('refused.about', { plan: purchase.planName, reference: purchase.reference })}
          </p>
        )}
        {reason === 'expired' && purchase && <NewLink token={token} email={purchase.email} />}
        <div className="flex flex-wrap gap-2">
          {reason === 'used' && home && (
            <Button asChild variant="primary">
              <Link href={home}>{t('refused.toSpace')}</Link>
            </Button>
          )}
          {reason === 'used' && !home && (
            <>
              <Button asChild variant="primary">
                <Link href="/login">{t('signIn')}</Link>
              </Button>
              <Button asChild>
                <Link href="/reset">{t('refused.forgot')}</Link>
              </Button>
            </>
          )}
          <Button asChild>
            <a href={`mailto:${support}${subject}`}>{t('support')}</a>
          </Button>
        </div>
        <p className="prose-links text-caption text-ink-3">
          {t.rich('refused.address', {
            address: support,
            link: (words) => <a href={`mailto:${support}${subject}`}>{words}</a>,
          })}
        </p>
      </div>
    </TrpcProvider>
  );
}

/** Asks for a new link, which goes to the purchase's own address. */
function NewLink({ token, email }: { token: string; email: string }) {
  const t = useTranslations('activation.refused');
  const trpc = useTRPC();
  const sentence = useErrorSentence();
  const ask = useMutation(trpc.billing.requestLink.mutationOptions());
  if (ask.isSuccess) {
    return (
      <Notice tone="good" live title={t('sent', { to: ask.data.to })}>
        {t('sentBody')}
      </Notice>
    );
  }
  return (
    <div className="grid justify-items-start gap-2">
      {ask.error && (
        <Notice tone="bad" live>
          {sentence(ask.error)}
        </Notice>
      )}
      <Button variant="primary" icon={<Send />} busy={ask.isPending} onClick={() => ask.mutate({ token })}>
        {t('newLink')}
      </Button>
      <p className="text-caption text-ink-3">{t('newLinkTo', { email })}</p>
    </div>
  );
}
