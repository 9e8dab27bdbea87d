import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Button } from '#components/ui/button.tsx';
import { DateTime } from '#components/ui/date-time.tsx';
import { Notice } from '#components/ui/notice.tsx';

type Props = {
  home: string;
  accesses: { id: string; staffName: string; purpose: string; until: Date }[];
  /** How many particulars wait for an answer, for whom they open. */
  flags: number;
  /** Whether the person may see the accesses' page. */
  audits: boolean;
};

/** On the first page, before anything else: staff are inside, or the provider asks about a particular. */
export function PortalNotices({ home, accesses, flags, audits }: Props) {
  const t = useTranslations('members.access');
  return (
    <>
      {accesses.map(({ id, staffName, purpose, until }) => (
        <Notice
          key={id}
          tone="wait"
          title={t('noticeTitle', { name: staffName })}
          action={
            audits ? (
              <Button asChild size="s">
                <Link href={`${home}/settings/audit`}>{t('noticeAction')}</Link>
              </Button>
            ) : undefined
          }
        >
          <p>{t('noticeBody', { purpose })}</p>
          <p className="text-caption text-ink-2">
            {t('noticeUntil')} <DateTime at={until} />
          </p>
        </Notice>
      ))}
      {flags > 0 && (
        <Notice
          tone="wait"
          title={t('flagsTitle', { count: flags })}
          action={
            <Button asChild size="s">
              <Link href={`${home}/settings/particulars`}>{t('flagAction')}</Link>
            </Button>
          }
        />
      )}
    </>
  );
}
