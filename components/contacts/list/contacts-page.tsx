'use client';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Download, Ellipsis, FileClock, History, Import, ListFilter, Plus, UsersRound, X } from 'lucide-react';
import dynamic from 'next/dynamic';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { PageBody } from '#components/layout/page-body.tsx';
import { PageHeader } from '#components/layout/page-header.tsx';
import { useMemberRight } from '#components/portal/member-right.tsx';
import { useTRPC } from '#components/trpc.tsx';
import { Button } from '#components/ui/button.tsx';
import { FilterBar, FilterChips, FilterSearch, useUrlFlag } from '#components/ui/filter-chips.tsx';
import { IconButton } from '#components/ui/icon-button.tsx';
import { Menu, MenuItem, MenuSeparator } from '#components/ui/menu.tsx';
import { pillClass } from '#components/ui/tabs.tsx';
import { whenOpened } from '#components/ui/when-opened.tsx';
import type { ContactSelection, SendingStatus } from '#server/modules/contacts/schemas.ts';
import { useBase } from '../use-base.ts';
import { ContactsTable } from './contacts-table.tsx';
import { RunningActions } from './running-actions.tsx';
import { SavedFilters } from './saved-filters.tsx';
import { writeSelection } from './selection-url.ts';
import { type SelectionControl, useSelection } from './use-selection.ts';
import { useSelectionWords } from './use-selection-words.ts';

const ExportDialog = dynamic(() => import('../files/export-dialog.tsx').then((module) => module.ExportDialog));

const FiltersSheet = whenOpened(() => import('./filters-sheet.tsx').then((module) => module.FiltersSheet));
const NewContactDialog = whenOpened(() => import('./new-contact-dialog.tsx').then((module) => module.NewContactDialog));

const CHIPS = ['active', 'unsubscribed', 'undeliverable'] as const satisfies SendingStatus[];

export function ContactsPage() {
  const t = useTranslations('contacts');
  const trpc = useTRPC();
  const { base } = useBase();
  const control = useSelection();
  const { selection } = control;
  const mayWrite = useMemberRight('contacts:write');
  const [creating, setCreating] = useUrlFlag('new');
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
        <RunningActions />
        <ContactsTable
          control={control}
          total={count.data}
          onCreate={() => setCreating(true)}
          toolbar={<ContactFilters control={control} />}
        />
      </PageBody>
      <NewContactDialog open={creating} onOpenChange={setCreating} />
    </>
  );
}

/** The usual filters at hand, all of them in a sheet, and what is filtered by in words, each removable. */
function ContactFilters({ control }: { control: SelectionControl }) {
  const t = useTranslations('contacts');
  const ui = useTranslations('ui');
  const [open, setOpen] = useState(false);
  const parts = useSelectionWords(control.selection);
  const chip = CHIPS.some((status) => status === control.selection.status);
  const told = parts.filter((part) => part.id !== 'status' || !chip);
  return (
    <>
      <FilterBar>
        <FilterSearch placeholder={t('search')} />
        <FilterChips
          param="status"
          label={t('statusLabel')}
          allLabel={t('all')}
          options={CHIPS.map((value) => ({ value, label: t(`status.${value}`) }))}
        />
        <button type="button" className={pillClass(told.length > 0)} onClick={() => setOpen(true)}>
          <ListFilter aria-hidden />
          {t('filters.open')}
        </button>
        <SavedFilters control={control} />
        {told.map((part) => (
          <span key={part.id} className={`${pillClass(true)} pr-1!`}>
            {part.words}
            <button
              type="button"
              aria-label={ui('remove', { what: part.words })}
              onClick={() => control.change(part.without)}
              className="grid size-6 place-items-center rounded-full! hover:bg-hover"
            >
              <X className="size-3!" />
            </button>
          </span>
        ))}
      </FilterBar>
      <FiltersSheet
        open={open}
        onOpenChange={setOpen}
        selection={control.selection}
        onApply={(next) => control.replace(writeSelection(next), control.filter)}
      />
    </>
  );
}

type Total = { count: number; capped: boolean } | undefined;

function MoreMenu({ selection, total }: { selection: ContactSelection; total: Total }) {
  const t = useTranslations('contacts');
  const _trpc = useTRPC();
  const { base } = useBase();
  const mayExport = useMemberRight('export');
  const mayWrite = useMemberRight('contacts:write');
  const [asking, setAsking] = useState(false);
  return (
    <>
      <Menu align="end" trigger={<IconButton label={t('more')} icon={<Ellipsis />} variant="secondary" />}>
        {mayExport && (
          <MenuItem icon={<Download />} disabled={!total?.count} onSelect={() => setAsking(true)}>
            {total ? t('exportThese', { count: total.count, capped: String(total.capped) }) : t('export')}
          </MenuItem>
        )}
        <MenuItem icon={<FileClock />} href={`${base}/contacts/files`}>
          {t('activity')}
        </MenuItem>
        <MenuSeparator />
        <MenuItem icon={<History />} href={`${base}/contacts/actions`}>
          {t('bulk.recent')}
        </MenuItem>
        {mayWrite && (
          <MenuItem icon={<UsersRound />} href={`${base}/contacts/duplicates`}>
            {t('duplicates.title')}
          </MenuItem>
        )}
      </Menu>
      {asking && total && <ExportDialog target={{ selection }} {...total} onClose={() => setAsking(false)} />}
    </>
  );
}
