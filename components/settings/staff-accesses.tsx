'use client';
import { useQuery } from '@tanstack/react-query';
import type { inferRouterOutputs } from '@trpc/server';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useTRPC } from '#components/trpc.tsx';
import { StateBadge } from '#components/ui/badge.tsx';
import { Button } from '#components/ui/button.tsx';
import { DateTime } from '#components/ui/date-time.tsx';
import { LoadFailed } from '#components/ui/load-failed.tsx';
import { Section } from '#components/ui/section.tsx';
import { Sheet } from '#components/ui/sheet.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { Timeline } from '#components/ui/timeline.tsx';
import type { AppRouter } from '#server/root-router.ts';
import { useAuditWords } from './audit-words.ts';

type Access = inferRouterOutputs<AppRouter>['identity']['staffAccess']['list']['rows'][number];

/** Who of the staff has been in the workspace, why, when, and what they changed; the running ones first. */
export function StaffAccesses() {
  const t = useTranslations('members.access');
  const trpc = useTRPC();
  const accesses = useQuery(trpc.identity.staffAccess.list.queryOptions({ limit: 20 }));
  const [shown, setShown] = useState<Access>();
  if (accesses.isError) return <LoadFailed error={accesses.error} onRetry={() => void accesses.refetch()} />;
  const rows = accesses.data?.rows ?? [];
  return (
    <Section title={t('title')} inset={false}>
      <p className="max-w-[80ch] px-4 pt-3 pb-2 text-pretty text-table text-ink-2">
        {accesses.data && rows.length === 0 ? t('empty') : t('lead')}
      </p>
      {accesses.isPending && <Skeleton className="m-4 h-10" />}
      <ul>
        {rows.map((access) => (
          <AccessItem key={access.id} access={access} onShow={() => setShown(access)} />
        ))}
      </ul>
      <Sheet
        open={shown !== undefined}
        onOpenChange={(open) => !open && setShown(undefined)}
        title={t('actsOf', { name: shown?.staffName ?? '' })}
      >
        {shown && <AccessActs accessId={shown.id} />}
      </Sheet>
    </Section>
  );
}

function AccessItem({ access, onShow }: { access: Access; onShow: () => void }) {
  const t = useTranslations('members.access');
  const { staffName, purpose, ticket, level, createdAt, until, ended, acts } = access;
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 border-line border-t px-4 py-2.5 text-table">
      <div className="min-w-0 flex-1 basis-64">
        <p className="font-medium [overflow-wrap:anywhere]">{purpose}</p>
        <p className="text-caption text-ink-3">
          {[staffName, t(level === 'act' ? 'act' : 'look'), ...(ticket ? [t('ticket', { ticket })] : [])].join(' · ')}
          {' · '}
          {t('from')} <DateTime at={createdAt} style="full" /> {t(ended ? 'to' : 'untilNow')}{' '}
          <DateTime at={ended ?? until} style="full" />
        </p>
      </div>
      <span className="flex items-center gap-3">
        {acts === 0 ? (
          <span className="text-caption text-ink-3">{t('acts', { count: 0 })}</span>
        ) : (
          <Button size="s" onClick={onShow}>
            {t('acts', { count: acts })}
          </Button>
        )}
        <StateBadge tone={ended ? 'neutral' : 'wait'}>{t(ended ? 'ended' : 'running')}</StateBadge>
      </span>
    </li>
  );
}

function AccessActs({ accessId }: { accessId: string }) {
  const trpc = useTRPC();
  const words = useAuditWords();
  const acts = useQuery(trpc.identity.staffAccess.acts.queryOptions({ accessId }));
  if (acts.isError) return <LoadFailed error={acts.error} onRetry={() => void acts.refetch()} />;
  if (!acts.data) return <Skeleton className="h-24 w-full" />;
  return (
    <Timeline
      items={acts.data.map(({ id, at, action, subjectKind, subjectName }) => ({
        id,
        at,
        title: words.action(action),
        detail: [words.subject(subjectKind), subjectName].filter(Boolean).join(' · '),
      }))}
    />
  );
}
