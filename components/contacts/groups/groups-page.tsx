'use client';
import { useQuery } from '@tanstack/react-query';
import { FolderPlus, FolderTree } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { PageBody } from '#components/layout/page-body.tsx';
import { PageHeader } from '#components/layout/page-header.tsx';
import { useMemberRight } from '#components/portal/member-right.tsx';
import { useTRPC } from '#components/trpc.tsx';
import { Button } from '#components/ui/button.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { LoadFailed } from '#components/ui/load-failed.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import type { GroupIntent } from './group-dialog.tsx';
import { GroupTree } from './group-tree.tsx';
import { GroupsTabs } from './groups-tabs.tsx';

const GroupDialog = dynamic(() => import('./group-dialog.tsx').then((module) => module.GroupDialog));

export function GroupsPage() {
  const t = useTranslations('contacts.groups');
  const trpc = useTRPC();
  const mayWrite = useMemberRight('contacts:write');
  const [intent, setIntent] = useState<GroupIntent>();
  const groups = useQuery(trpc.contacts.groups.queryOptions());
  const rows = groups.data ?? [];
  const create = mayWrite && (
    <Button variant="primary" icon={<FolderPlus />} onClick={() => setIntent({ kind: 'create', parentId: null })}>
      {t('new')}
    </Button>
  );
  return (
    <>
      <PageHeader title={t('title')} count={groups.data?.length} actions={create} tabs={<GroupsTabs />} />
      <PageBody>
        {groups.error ? (
          <LoadFailed error={groups.error} onRetry={() => void groups.refetch()} />
        ) : (
          <>
            {groups.isPending && <Skeleton className="h-64 w-full" />}
            {groups.isSuccess && rows.length === 0 && (
              <EmptyState icon={<FolderTree />} title={t('emptyTitle')} action={create}>
                {t('emptyBody')}
              </EmptyState>
            )}
            {rows.length > 0 && <GroupTree rows={rows} mayWrite={mayWrite} onIntent={setIntent} />}
            {mayWrite && rows.length > 0 && rows.every(({ total }) => total === 0) && (
              <p className="text-caption text-ink-3">{t('fillHelp')}</p>
            )}
            {mayWrite && rows.length > 1 && <p className="text-caption text-ink-3">{t('orderHelp')}</p>}
          </>
        )}
      </PageBody>
      {intent && <GroupDialog intent={intent} rows={rows} onClose={() => setIntent(undefined)} />}
    </>
  );
}
