import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Button } from '#components/ui/button.tsx';

export type Refusal = 'unknown' | 'unpaid' | 'used' | 'expired' | 'cancelled' | 'busy';

/** Why the link does not open, what is safe, and the way on. */
export function ActivationRefused({ reason, support }: { reason: Refusal; support: string }) {
  const t = useTranslations('activation');
  return (
    <div className="grid gap-4">
      <h1 className="text-page">{t(`refused.${reason}.title`)}</h1>
      <p className="text-pretty text-ink-2">{t(`refused.${reason}.body`)}</p>
      <div className="flex flex-wrap gap-2">
        {reason === 'used' && (
          <Button asChild variant="primary">
            <Link href="/login">{t('signIn')}</Link>
          </Button>
        )}
        <Button asChild>
          <a href={`mailto:${support}`}>{t('support')}</a>
        </Button>
      </div>
    </div>
  );
}
