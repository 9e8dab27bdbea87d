'use client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { inferRouterOutputs } from '@trpc/server';
import { UsersRound } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { PageBody } from '#components/layout/page-body.tsx';
import { PageHeader } from '#components/layout/page-header.tsx';
import { useTRPC } from '#components/trpc.tsx';
import { Badge } from '#components/ui/badge.tsx';
import { Button } from '#components/ui/button.tsx';
import { DateTime } from '#components/ui/date-time.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { LoadFailed } from '#components/ui/load-failed.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { useToast } from '#components/ui/toast.tsx';
import type { AppRouter } from '#server/root-router.ts';
import { useBase } from '../use-base.ts';
import { MergeDialog } from './merge-dialog.tsx';

type Pair = inferRouterOutputs<AppRouter>['contacts']['duplicates']['pairs'][number];
type Contact = Pair['contacts'][number];
const SETTING = { key: 'contacts.not-duplicates' } as const;
const keyOf = ({ contacts }: Pair) => contacts.map((one) => one.id).join(' ');

/** Pairs that look like one person: compare and merge, or say that they are two. */
export function DuplicatesPage() {
  const t = useTranslations('contacts');
  const trpc = useTRPC();
  const queries = useQueryClient();
  const toast = useToast();
  const { base } = useBase();
  const [merging, setMerging] = useState<Pair>();
  const found = useQuery(trpc.contacts.duplicates.queryOptions());
  const kept = useQuery(trpc.identity.setting.queryOptions(SETTING));
  const keep = useMutation(trpc.identity.setSetting.mutationOptions());
  const apart = Array.isArray(kept.data) ? kept.data : [];
  const pairs = (found.data?.pairs ?? []).filter((pair) => !apart.includes(keyOf(pair)));
  function setApart(pair: Pair): void {
    const value = [...apart, keyOf(pair)].slice(-1000);
    queries.setQueryData(trpc.identity.setting.queryKey(SETTING), value);
    keep.mutate({ ...SETTING, value });
    toast({ title: t('duplicates.differentDone'), tone: 'good' });
  }
  return (
    <>
      <PageHeader
        title={t('duplicates.title')}
        count={found.isSuccess ? pairs.length : undefined}
        parent={{ href: `${base}/contacts`, label: t('title') }}
      />
      <PageBody>
        <p className="text-body text-ink-2">{t('duplicates.subtitle')}</p>
        {found.error && <LoadFailed error={found.error} onRetry={() => void found.refetch()} />}
        {found.isPending && (
          <div className="grid gap-2" role="status">
            <span className="text-table text-ink-2">{t('duplicates.searching')}</span>
            <Skeleton className="h-24 w-full" />
            <Skeleton className="h-24 w-full" />
          </div>
        )}
        {found.isSuccess && pairs.length === 0 && (
          <EmptyState icon={<UsersRound />} title={t('duplicates.emptyTitle')}>
            {t('duplicates.emptyBody')}
          </EmptyState>
        )}
        {found.data?.more && <Notice>{t('duplicates.more')}</Notice>}
        <ul className="grid gap-2">
          {pairs.map((pair) => (
            <li
              key={keyOf(pair)}
              className="flex flex-wrap items-center gap-x-4 gap-y-3 rounded-out border border-line bg-panel px-4 py-3"
            >
              <div className="grid min-w-0 flex-1 basis-72 gap-3 sm:grid-cols-2">
                {pair.contacts.map((contact) => (
                  <Who key={contact.id} contact={contact} href={`${base}/contacts/${contact.id}`} />
                ))}
              </div>
              <div className="flex flex-wrap gap-1.5">
                {pair.reasons.map((reason) => (
                  <Badge key={reason}>{t(`duplicates.reasons.${reason}`)}</Badge>
                ))}
              </div>
              <div className="flex gap-2">
                <Button size="s" onClick={() => setApart(pair)}>
                  {t('duplicates.different')}
                </Button>
                <Button size="s" variant="primary" onClick={() => setMerging(pair)}>
                  {t('duplicates.compare')}
                </Button>
              </div>
            </li>
          ))}
        </ul>
      </PageBody>
      {merging && <MergeDialog ids={merging.contacts.map((one) => one.id)} onClose={() => setMerging(undefined)} />}
    </>
  );
}

function Who({ contact, href }: { contact: Contact; href: string }) {
  const name = `${contact.firstName} ${contact.lastName}`.trim();
  return (
    <div className="min-w-0 text-table">
      <Link href={href} className="link block truncate font-medium">
        {name || contact.address}
      </Link>
      {name && <span className="block truncate text-ink-2">{contact.address}</span>}
      <span className="block truncate text-caption text-ink-3">
        <DateTime at={contact.createdAt} style="day" />
        {contact.groups.length > 0 && ` · ${contact.groups.join(', ')}`}
      </span>
    </div>
  );
}
