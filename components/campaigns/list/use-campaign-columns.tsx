'use client';
import { useLocale, useTranslations } from 'next-intl';
import { type ReactNode, useMemo } from 'react';
import { DateTime } from '#components/ui/date-time.tsx';
import { Num, useNumbers } from '#components/ui/number.tsx';
import { ProgressBar } from '#components/ui/progress-bar.tsx';
import type { Column } from '#components/ui/table.tsx';
import { CellTitle } from '#components/ui/table-cells.tsx';
import { CampaignState } from '../campaign-state.tsx';
import type { CampaignRow } from '../campaign-types.ts';

/** When a campaign was, is or will be: its state says which. */
export function momentOf(row: CampaignRow): Date | string {
  switch (row.state) {
    case 'draft':
    case 'in_review':
      return row.updatedAt;
    case 'scheduled':
    case 'overdue':
      return row.scheduledAt ?? row.updatedAt;
    default:
      return row.startedAt ?? row.scheduledAt ?? row.updatedAt;
  }
}

/** The people who opened as a share of those who can be told; an interval where some can't be. */
export function openShare(figures: CampaignRow['figures']): { low: number; high: number } | null {
  if (!figures || figures.trackable === 0) return null;
  return {
    low: Math.min(1, figures.opened.likely / figures.trackable),
    high: Math.min(1, figures.opened.possible / figures.trackable),
  };
}

export function useCampaignColumns(actions: (row: CampaignRow) => ReactNode): Column<CampaignRow>[] {
  const t = useTranslations('campaigns');
  const { percent } = useNumbers();
  const locale = useLocale();
  return useMemo(() => {
    const list = new Intl.ListFormat(locale, { type: 'conjunction' });
    const audience = ({ include, exclude }: CampaignRow) => {
      const to = include.length === 0 ? t('everybody') : list.format(include);
      return exclude.length === 0 ? to : t('audience', { include: to, exclude: list.format(exclude) });
    };
    return [
      {
        id: 'name',
        header: t('column.name'),
        phone: 'title',
        cell: (row) => <CellTitle title={row.name} sub={audience(row)} />,
      },
      {
        id: 'state',
        header: t('column.state'),
        phone: 'badge',
        hideable: false,
        cell: (row) => <CampaignState state={row.state} />,
      },
      {
        id: 'recipients',
        header: t('column.recipients'),
        align: 'end',
        cell: (row) => (row.audience === null ? '–' : <Num value={row.audience} />),
      },
      {
        id: 'outcome',
        header: t('column.outcome'),
        width: '140px',
        cell: (row) => <Outcome row={row} />,
      },
      {
        id: 'opens',
        header: t('column.opens'),
        align: 'end',
        cell: ({ figures }) => {
          const share = openShare(figures);
          if (!share) return '–';
          const [low, high] = [percent(share.low, 0), percent(share.high, 0)];
          return low === high ? low : `${low.replace(/[\s\u00a0\u202f]?%/, '')}–${high}`;
        },
      },
      {
        id: 'clicks',
        header: t('column.clicks'),
        align: 'end',
        cell: ({ figures }) =>
          !figures || figures.trackableClicks === 0
            ? '–'
            : percent(Math.min(1, figures.clicked / figures.trackableClicks)),
      },
      {
        id: 'when',
        header: t('column.when'),
        align: 'end',
        phone: 'when',
        cell: (row) => <DateTime at={momentOf(row)} />,
      },
      {
        id: 'actions',
        header: t('column.actions'),
        align: 'end',
        hideable: false,
        width: '48px',
        cell: actions,
      },
    ] satisfies Column<CampaignRow>[];
  }, [actions, locale, percent, t]);
}

function Outcome({ row }: { row: CampaignRow }) {
  const t = useTranslations('campaigns.outcome');
  const { figures } = row;
  const running = row.state === 'sending' || row.state === 'suspended' || row.state === 'freezing';
  const label = t('label', { name: row.name });
  if (!figures) return <ProgressBar label={label} total={0} segments={[]} />;
  return (
    <ProgressBar
      label={label}
      total={row.audience ?? 0}
      segments={[
        { value: figures.reached, tone: running ? 'accent' : 'good', label: t('reached') },
        { value: figures.deferred + figures.uncertain, tone: 'wait', label: t('deferred') },
        { value: figures.failed, tone: 'bad', label: t('failed') },
      ]}
    />
  );
}
