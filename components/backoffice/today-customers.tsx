'use client';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { CampaignState } from '#components/campaigns/campaign-state.tsx';
import { DateTime } from '#components/ui/date-time.tsx';
import { useHealthReasons } from './customer-health.tsx';
import type { Outputs } from './outputs.ts';
import { Work } from './today-work.tsx';

const customer = (workspaceId: string) => `/admin/customers/${workspaceId}`;

/** What customers wait for, or what of theirs somebody should look at. */
export function TodayCustomers({ work }: { work: Outputs['today'] }) {
  const t = useTranslations('backoffice.today');
  const kinds = useTranslations('backoffice.today.reportKinds');
  const words = useHealthReasons();
  const since = (at: Date) => <DateTime at={at} style="relative" />;
  return (
    <>
      <Work
        title={t('reports')}
        action={
          <Link href="/admin/reports" className="link">
            {t('openReports')}
          </Link>
        }
        items={work.reports.map((row) => ({
          id: row.id,
          title: kinds.has(row.kind as 'other') ? kinds(row.kind as 'other') : kinds('other'),
          sub: `${row.workspaceName} · ${row.reporterName}`,
          href: '/admin/reports',
          end: since(row.at),
        }))}
      />
      <Work
        title={t('blocked')}
        items={work.blocked.map((row) => ({
          id: row.id,
          title: row.name,
          sub: `${row.workspace?.name ?? t('ofStaff')} · ${row.username}`,
          href: row.workspace ? customer(row.workspace.id) : '/admin/staff',
          end: since(row.blockedAt),
        }))}
      />
      <Work
        title={t('rates')}
        items={work.rates.map((row) => ({
          id: row.workspaceId,
          title: row.workspaceName,
          sub: words(row.reasons).join(', '),
          href: customer(row.workspaceId),
          end: since(row.at),
        }))}
      />
      <Work
        title={t('overdue')}
        items={work.overdue.map((row) => ({
          id: row.id,
          title: row.name,
          sub: row.workspaceName,
          href: customer(row.workspaceId),
          end: since(row.scheduledAt ?? row.stateAt),
        }))}
      />
      <Work
        title={t('held')}
        items={work.held.map((row) => ({
          id: row.id,
          title: row.name,
          sub: row.workspaceName,
          href: customer(row.workspaceId),
          end: (
            <span className="flex items-center gap-3">
              <CampaignState state={row.state} /> {since(row.stateAt)}
            </span>
          ),
        }))}
      />
      <Work
        title={t('flags')}
        items={work.flags.map((row) => ({
          id: row.id,
          title: row.workspaceName,
          sub: t(row.answer === 'mended' ? 'flagMended' : 'flagConfirmed'),
          href: customer(row.workspaceId),
          end: since(row.at),
        }))}
      />
      <Work
        title={t('suspended')}
        items={work.suspended.map((row) => ({
          id: row.id,
          title: row.name,
          sub: row.stateReason,
          href: customer(row.id),
          end: since(row.stateAt),
        }))}
      />
      <Work
        title={t('domains')}
        items={work.domains.map((row) => ({
          id: row.id,
          title: row.domain,
          sub: row.workspaceName,
          href: customer(row.workspaceId),
          end: since(row.createdAt),
        }))}
      />
    </>
  );
}
