import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Button } from '#components/ui/button.tsx';

type Props = { reason: 'unknown' | 'used' | 'expired' | 'revoked' | 'busy' };

/** Why an invitation does not open, and the way on. */
export function InvitationRefused({ reason }: Props) {
  const t = useTranslations('members.invite');
  return (
    <div className="grid gap-4">
      <h1 className="text-page">{t(`refused.${reason}.title`)}</h1>
      <p className="text-pretty text-ink-2">{t(`refused.${reason}.body`)}</p>
      {reason !== 'busy' && (
        <div>
          <Button asChild {...(reason === 'used' ? { variant: 'primary' } : {})}>
            <Link href="/login">{t('login')}</Link>
          </Button>
        </div>
      )}
    </div>
  );
}
