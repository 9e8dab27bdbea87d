'use client';
import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query';
import { Download, Ellipsis, FileClock, Import, Plus } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { PageBody } from '#components/layout/page-body.tsx';
import { PageHeader } from '#components/layout/page-header.tsx';
import { useMemberRight } from '#components/portal/member-right.tsx';
import { useTRPC } from '#components/trpc.tsx';
import { Button } from '#components/ui/button.tsx';
import { FilterBar, FilterChips, FilterMenu, FilterSearch, useUrlParam } from '#components/ui/filter-chips.tsx';
import { IconButton } from '#components/ui/icon-button.tsx';
import { Menu, MenuItem } from '#components/ui/menu.tsx';
import { useToast } from '#components/ui/toast.tsx';
import { useErrorSentence } from '#components/ui/use-error-sentence.ts';
import { type ContactSelection, type SendingStatus, sendingStatuses } from '#server/modules/contacts/schemas.ts';
import { useGroupOptions } from '../group-options.ts';
import { useBase } from '../use-base.ts';
import { ContactsTable } from './contacts-table.tsx';
import { NewContactDialog } from './new-contact-dialog.tsx';

const CHIPS = ['active', 'unsubscribed', 'undeliverable'] as const satisfies SendingStatus[];

/** What the address says is shown. */
export function useSelection(): ContactSelection {
  const [q] = useUrlParam('q');
  const [groupId] = useUrlParam('group');
  const [status] = useUrlParam('status');
  const known = sendingStatuses.find((one) => one === status);
  return { ...(q ? { q } : {}), ...(groupId ? { groupId } : {}), ...(known ? { status: known } : {}) };
}

export function ContactsPage() {
  const t = useTranslations('contacts');
  const trpc = useTRPC();
  const { base } = useBase();
  const selection = useSelection();
  const groups = useGroupOptions();
  const mayWrite = useMemberRight('contacts:write');
  const [creating, setCreating] = useState(false);
  const count = useQuery(trpc.contacts.count.queryOptions(selection, { placeholderData: keepPreviousData }));
  return (
    <>
      <PageHeader
        title={t('title')}
        count={count.data?.capped ? undefined : count.data?.count}
        actions={
          <>
            <MoreMenu selection={selection} total={count.data} />
            {mayWrite && (
              <>
                <Button icon={<Plus />} onClick={() => setCreating(true)}>
                  {t('add')}
                </Button>
                <Button asChild variant="primary" icon={<Import />}>
                  <Link href={`${base}/contacts/import`}>{t('import')}</Link>
                </Button>
              </>
            )}
          </>
        }
      />
      <PageBody>
        <ContactsTable
          selection={selection}
          total={count.data}
          onCreate={() => setCreating(true)}
          toolbar={
            <FilterBar>
              <FilterSearch placeholder={t('search')} />
              <FilterChips
                param="status"
                label={t('statusLabel')}
                allLabel={t('all')}
                options={CHIPS.map((value) => ({ value, label: t(`status.${value}`) }))}
              />
              <FilterMenu
                param="status"
                label={t('statusLabel')}
                options={sendingStatuses.map((value) => ({ value, label: t(`status.${value}`) }))}
              />
              {groups.length > 0 && (
                <FilterMenu
                  param="group"
                  label={t('group')}
                  options={groups.map(({ value, label, depth = 0 }) => ({
                    value,
                    label: `${'\u2003'.repeat(depth)}${label}`,
                  }))}
                />
              )}
            </FilterBar>
          }
        />
      </PageBody>
      <NewContactDialog open={creating} onOpenChange={setCreating} />
    </>
  );
}

type Total = { count: number; capped: boolean } | undefined;

function MoreMenu({ selection, total }: { selection: ContactSelection; total: Total }) {
  const t = useTranslations('contacts');
  const trpc = useTRPC();
  const toast = useToast();
  const sentence = useErrorSentence();
  const { base } = useBase();
  const mayExport = useMemberRight('export');
  const exporting = useMutation(
    trpc.contacts.startExport.mutationOptions({
      onSuccess: () => toast({ title: t('exportStarted'), body: t('exportStartedBody'), tone: 'good' }),
      onError: (error) => toast({ title: sentence(error), tone: 'bad' }),
    }),
  );
  return (
    <Menu align="end" trigger={<IconButton label={t('more')} icon={<Ellipsis />} variant="secondary" />}>
      {mayExport && (
        <MenuItem icon={<Download />} onSelect={() => exporting.mutate(selection)}>
          {total ? t('exportThese', { count: total.count, capped: String(total.capped) }) : t('export')}
        </MenuItem>
      )}
      <MenuItem icon={<FileClock />} href={`${base}/contacts/files`}>
        {t('activity')}
      </MenuItem>
    </Menu>
  );
}
