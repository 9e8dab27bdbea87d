'use client';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { DateTime } from '#components/ui/date-time.tsx';
import { enquirer } from '#shared/enquiry.ts';
import type { Outputs } from './outputs.ts';
import { Work } from './today-work.tsx';

const purchaseOf = (email: string) => `/admin/purchases?q=${encodeURIComponent(email)}`;

/** What visitors ask for, sales that wait for money, and links that nobody has used. */
export function TodaySales({ work }: { work: Outputs['today'] }) {
  const t = useTranslations('backoffice.today');
  const words = useTranslations('backoffice.enquiries');
  const linked = (rows: typeof work.expired, label: string) =>
    rows.map((row) => ({
      id: row.id,
      title: row.customerName ?? row.email,
      sub: row.plan,
      href: purchaseOf(row.email),
      end: (
        <>
          {label} <DateTime at={row.expiresAt} style="relative" />
        </>
      ),
    }));
  return (
    <>
      <Work
        title={t('enquiries')}
        action={
          <Link href="/admin/enquiries?state=open" className="link">
            {t('openEnquiries')}
          </Link>
        }
        items={work.enquiries.map((row) => ({
          id: row.id,
          title: enquirer(row),
          sub: row.planName ?? words('undecided'),
          href: `/admin/enquiries?id=${row.id}`,
          end: <DateTime at={row.at} style="relative" />,
        }))}
      />
      <Work
        title={t('pending')}
        action={
          <Link href="/admin/purchases?state=pending" className="link">
            {t('open')}
          </Link>
        }
        items={work.pending.map((row) => ({
          id: row.id,
          title: row.customerName ?? row.email,
          sub: row.planName,
          href: purchaseOf(row.email),
          end: <DateTime at={row.createdAt} style="relative" />,
        }))}
      />
      <Work title={t('expiring')} items={linked(work.expiring, t('expiresAt'))} />
      <Work title={t('expired')} items={linked(work.expired, t('expiredAt'))} />
    </>
  );
}
