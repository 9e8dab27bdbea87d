'use client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Bookmark, Pencil, Save, Trash2 } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useMemberRight } from '#components/portal/member-right.tsx';
import { useTRPC } from '#components/trpc.tsx';
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx';
import { Menu, MenuItem, MenuLabel, MenuSeparator } from '#components/ui/menu.tsx';
import { pillClass } from '#components/ui/tabs.tsx';
import { useToast } from '#components/ui/toast.tsx';
import { useErrorSentence } from '#components/ui/use-error-sentence.ts';
import type { SelectionControl } from './use-selection.ts';

const NameFilterDialog = dynamic(() => import('./name-filter-dialog.tsx').then((module) => module.NameFilterDialog));

/** The workspace's saved filters: apply one, keep what is filtered now, rename, overwrite, delete. */
export function SavedFilters({ control }: { control: SelectionControl }) {
  const t = useTranslations('contacts.filters');
  const trpc = useTRPC();
  const queries = useQueryClient();
  const toast = useToast();
  const sentence = useErrorSentence();
  const mayWrite = useMemberRight('contacts:write');
  const saved = useQuery(trpc.contacts.savedFilters.queryOptions());
  const [naming, setNaming] = useState<'new' | 'rename'>();
  const [deleting, setDeleting] = useState(false);
  const current = saved.data?.find((one) => one.id === control.filter);
  const left = current !== undefined && current.query !== control.query;
  const refresh = () => queries.invalidateQueries(trpc.contacts.savedFilters.pathFilter());
  const update = useMutation(
    trpc.contacts.updateFilter.mutationOptions({
      onSuccess: async () => {
        await refresh();
        toast({ title: t('overwritten'), tone: 'good' });
      },
      onError: (error) => toast({ title: sentence(error), tone: 'bad' }),
    }),
  );
  const remove = useMutation(trpc.contacts.deleteFilter.mutationOptions());
  const rows = saved.data ?? [];
  if (rows.length === 0 && (control.query === '' || !mayWrite)) return null;
  return (
    <>
      <Menu
        align="start"
        label={t('saved')}
        trigger={
          <button type="button" className={pillClass(current !== undefined)}>
            <Bookmark aria-hidden />
            {current ? `${current.name}${left ? ` · ${t('changed')}` : ''}` : t('saved')}
          </button>
        }
      >
        {rows.length > 0 && <MenuLabel>{t('savedShared')}</MenuLabel>}
        {rows.map((row) => (
          <MenuItem key={row.id} onSelect={() => control.replace(row.query, row.id)}>
            {row.name}
          </MenuItem>
        ))}
        {mayWrite && (control.query !== '' || current) && rows.length > 0 && <MenuSeparator />}
        {mayWrite && current && left && (
          <MenuItem icon={<Save />} onSelect={() => update.mutate({ id: current.id, query: control.query })}>
            {t('overwrite', { name: current.name })}
          </MenuItem>
        )}
        {mayWrite && control.query !== '' && (
          <MenuItem icon={<Bookmark />} onSelect={() => setNaming('new')}>
            {t('saveAs')}
          </MenuItem>
        )}
        {mayWrite && current && (
          <>
            <MenuItem icon={<Pencil />} onSelect={() => setNaming('rename')}>
              {t('rename', { name: current.name })}
            </MenuItem>
            <MenuItem icon={<Trash2 />} tone="bad" onSelect={() => setDeleting(true)}>
              {t('delete', { name: current.name })}
            </MenuItem>
          </>
        )}
      </Menu>
      {naming && (
        <NameFilterDialog
          {...(naming === 'rename' && current ? { known: current } : {})}
          control={control}
          onClose={() => setNaming(undefined)}
        />
      )}
      <ConfirmDialog
        open={deleting}
        onOpenChange={setDeleting}
        title={t('deleteTitle', { name: current?.name ?? '' })}
        confirmLabel={t('deleteConfirm')}
        onConfirm={async () => {
          if (current) await remove.mutateAsync({ id: current.id });
          control.replace(control.query);
          await refresh();
        }}
      >
        {t('deleteBody')}
      </ConfirmDialog>
    </>
  );
}
