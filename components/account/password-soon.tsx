import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Notice } from '#components/ui/notice.tsx';

/** So many days before the password expires it is said on every page. */
export const SOON_DAYS = 14;

export function PasswordSoon({ days, href }: { days: number; href: string }) {
  const t = useTranslations('account.passwordSoon');
  return (
    <Notice
      tone="wait"
      title={t('title', { days })}
      action={
        <Link href={href} className="link shrink-0 font-medium">
          {t('action')}
        </Link>
      }
    >
      <span className="max-md:hidden">{t('body')}</span>
    </Notice>
  );
}
