'use client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Globe, Trash2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { PageBody } from '#components/layout/page-body.tsx';
import { PageHeader } from '#components/layout/page-header.tsx';
import { useTRPC } from '#components/trpc.tsx';
import { StateBadge } from '#components/ui/badge.tsx';
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx';
import { DateTime } from '#components/ui/date-time.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { IconButton } from '#components/ui/icon-button.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { Section } from '#components/ui/section.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { PlainTable } from '#components/ui/table-cells.tsx';
import { useErrorSentence } from '#components/ui/use-error-sentence.ts';
import { AddDomainForm } from './add-domain-form.tsx';

/** The domains a workspace sends from: which, since when, and what they wait for. */
export function DomainsPage({ mayChange, tabs }: { mayChange: boolean; tabs: ReactNode }) {
  const t = useTranslations('domains');
  const trpc = useTRPC();
  const sentence = useErrorSentence();
  const domains = useQuery(trpc.domains.list.queryOptions());
  return (
    <>
      <PageHeader title={t('title')} tabs={tabs} />
      <PageBody width="read">
        <div className="grid gap-1.5 text-body text-ink-2">
          <p>{t('explain')}</p>
          <p>{t('how')}</p>
        </div>
        <Section title={t('list')} inset={false}>
          {domains.isError && <Notice tone="bad">{sentence(domains.error)}</Notice>}
          {domains.isPending && <Skeleton className="m-4 h-16" />}
          {domains.data?.length === 0 && (
            <EmptyState icon={<Globe />} title={t('emptyTitle')} inset>
              {t('emptyBody')}
            </EmptyState>
          )}
          {domains.data && domains.data.length > 0 && (
            <PlainTable
              label={t('list')}
              head={[{ label: t('domain') }, { label: t('state') }, { label: t('remove'), align: 'end' }]}
              rows={domains.data.map((row) => [
                <div key="domain" className="grid gap-0.5">
                  <span className="break-all font-medium">{row.domain}</span>
                  <span className="text-caption text-ink-3">
                    {t('added')} <DateTime at={row.createdAt} style="day" />
                  </span>
                </div>,
                row.verifiedAt ? (
                  <StateBadge key="state" tone="good">
                    {t('verified')}
                  </StateBadge>
                ) : (
                  <StateBadge key="state" tone="wait">
                    {t('waiting')}
                  </StateBadge>
                ),
                mayChange ? <RemoveDomain key="remove" id={row.id} domain={row.domain} /> : null,
              ])}
            />
          )}
        </Section>
        {mayChange ? (
          <Section title={t('add')}>
            <AddDomainForm />
          </Section>
        ) : (
          <p className="text-table text-ink-3">{t('noRight')}</p>
        )}
      </PageBody>
    </>
  );
}

function RemoveDomain({ id, domain }: { id: string; domain: string }) {
  const t = useTranslations('domains');
  const trpc = useTRPC();
  const client = useQueryClient();
  const remove = useMutation(trpc.domains.remove.mutationOptions());
  return (
    <ConfirmDialog
      trigger={<IconButton label={t('removeLabel', { domain })} icon={<Trash2 />} size="s" />}
      title={t('removeTitle', { domain })}
      confirmLabel={t('remove')}
      typedName={domain}
      onConfirm={async () => {
        await remove.mutateAsync({ id });
        await client.invalidateQueries({ queryKey: trpc.domains.pathKey() });
      }}
    >
      {t('removeBody')}
    </ConfirmDialog>
  );
}
