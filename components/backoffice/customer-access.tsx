'use client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { DoorOpen } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useTRPC } from '#components/trpc.tsx';
import { StateBadge } from '#components/ui/badge.tsx';
import { Button } from '#components/ui/button.tsx';
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx';
import { DateTime } from '#components/ui/date-time.tsx';
import { useUrlParam } from '#components/ui/filter-chips.tsx';
import { LoadFailed } from '#components/ui/load-failed.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { Section } from '#components/ui/section.tsx';
import { useToast } from '#components/ui/toast.tsx';
import { whenOpened } from '#components/ui/when-opened.tsx';
import type { Outputs } from './outputs.ts';
import { useStaffRight } from './use-staff-right.ts';

const EnterDialog = whenOpened(() => import('./enter-dialog.tsx').then((module) => module.EnterDialog));

type Access = Outputs['accesses']['list']['rows'][number];
type Workspace = { id: string; name: string; slug: string };

/** The staff's ways into this customer's workspace: the button that opens one, and those that were opened. */
export function CustomerAccess({ workspace }: { workspace: Workspace }) {
  const t = useTranslations('members.console.access');
  const trpc = useTRPC();
  const may = useStaffRight('staff:access');
  const [entering, setEntering] = useState(false);
  const [came] = useUrlParam('access');
  const accesses = useQuery(trpc.backoffice.accesses.list.queryOptions({ workspaceId: workspace.id, limit: 10 }));
  const rows = accesses.data?.rows ?? [];
  const own = rows.find((access) => access.own && !access.ended);
  return (
    <>
      {came === 'ended' && !own && (
        <Notice tone="wait" title={t('endedNotice')}>
          {t('endedNoticeBody')}
        </Notice>
      )}
      <Section
        title={t('title')}
        inset={false}
        action={
          may &&
          (own ? (
            <Button asChild size="s" variant="primary">
              <Link href={`/w/${workspace.slug}`}>{t('goOn')}</Link>
            </Button>
          ) : (
            <Button size="s" icon={<DoorOpen />} onClick={() => setEntering(true)}>
              {t('enter')}
            </Button>
          ))
        }
      >
        {accesses.isError && <LoadFailed error={accesses.error} onRetry={() => void accesses.refetch()} />}
        {accesses.data && rows.length === 0 && <p className="p-4 text-table text-ink-2">{t('none')}</p>}
        <ul>
          {rows.map((access) => (
            <AccessItem key={access.id} workspaceId={workspace.id} access={access} mayEnd={may} />
          ))}
        </ul>
      </Section>
      <EnterDialog open={entering} onOpenChange={setEntering} workspace={workspace} />
    </>
  );
}

type ItemProps = { workspaceId: string; access: Access; mayEnd: boolean };

function AccessItem({ workspaceId, access, mayEnd }: ItemProps) {
  const t = useTranslations('members');
  const trpc = useTRPC();
  const client = useQueryClient();
  const toast = useToast();
  const administrator = useStaffRight('staff:people');
  const end = useMutation(trpc.backoffice.accesses.end.mutationOptions());
  const { staffName: name, purpose, ticket, level, createdAt, until, ended } = access;
  const about = [name, t(`access.${level === 'act' ? 'act' : 'look'}`), ...(ticket ? [ticket] : [])].join(' · ');
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 border-line border-t px-4 py-2.5 text-table first:border-t-0">
      <div className="min-w-0 flex-1 basis-56">
        <p className="font-medium [overflow-wrap:anywhere]">{purpose}</p>
        <p className="text-caption text-ink-3">
          {about} · {t('access.from')} <DateTime at={createdAt} /> {t(ended ? 'access.to' : 'access.untilNow')}{' '}
          <DateTime at={ended ?? until} />
        </p>
      </div>
      <span className="flex items-center gap-2">
        <StateBadge tone={ended ? 'neutral' : 'wait'}>{t(ended ? 'access.ended' : 'access.running')}</StateBadge>
        {!ended && mayEnd && (access.own || administrator) && (
          <ConfirmDialog
            trigger={<Button size="s">{t('console.access.end')}</Button>}
            title={t('console.access.endTitle', { name })}
            confirmLabel={t('console.access.endConfirm')}
            onConfirm={async () => {
              await end.mutateAsync({ workspaceId, accessId: access.id });
              await client.invalidateQueries(trpc.backoffice.pathFilter());
              toast({ title: t('console.access.ended'), tone: 'good' });
            }}
          >
            {t('console.access.endBody', { name })}
          </ConfirmDialog>
        )}
      </span>
    </li>
  );
}
