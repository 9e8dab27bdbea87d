'use client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Bookmark, Pencil, Save, Trash2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { z } from 'zod';
import { useMemberRight } from '#components/portal/member-right.tsx';
import { useTRPC } from '#components/trpc.tsx';
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import { Form, FormField, SubmitButton, useZodForm } from '#components/ui/form.tsx';
import { Input } from '#components/ui/input.tsx';
import { Menu, MenuItem, MenuLabel, MenuSeparator } from '#components/ui/menu.tsx';
import { pillClass } from '#components/ui/tabs.tsx';
import { useToast } from '#components/ui/toast.tsx';
import { useErrorSentence } from '#components/ui/use-error-sentence.ts';
import type { SelectionControl } from './use-selection.ts';

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
      <Dialog
        open={naming !== undefined}
        onOpenChange={(open) => open || setNaming(undefined)}
        title={naming === 'rename' ? t('rename', { name: current?.name ?? '' }) : t('saveAs')}
        size="s"
      >
        {naming && (
          <NameForm
            name={naming === 'rename' ? (current?.name ?? '') : ''}
            {...(naming === 'rename' && current ? { id: current.id } : {})}
            control={control}
            onDone={() => setNaming(undefined)}
          />
        )}
      </Dialog>
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

const schema = z.object({ name: z.string().trim().min(1).max(60) });
type NameProps = { id?: string; name: string; control: SelectionControl; onDone: () => void };

function NameForm({ id, name, control, onDone }: NameProps) {
  const t = useTranslations('contacts');
  const trpc = useTRPC();
  const queries = useQueryClient();
  const toast = useToast();
  const save = useMutation(trpc.contacts.saveFilter.mutationOptions());
  const update = useMutation(trpc.contacts.updateFilter.mutationOptions());
  const form = useZodForm(schema, { defaultValues: { name } });
  return (
    <Form
      form={form}
      onSubmit={async (values) => {
        if (id) await update.mutateAsync({ id, name: values.name });
        else {
          const made = await save.mutateAsync({ name: values.name, query: control.query });
          control.replace(control.query, made.id);
        }
        await queries.invalidateQueries(trpc.contacts.savedFilters.pathFilter());
        toast({ title: t('filters.savedDone', { name: values.name }), tone: 'good' });
        onDone();
      }}
    >
      <FormField name="name" label={t('filters.name')} help={t('filters.nameHelp')}>
        <Input autoComplete="off" />
      </FormField>
      <div>
        <SubmitButton>{t('save')}</SubmitButton>
      </div>
    </Form>
  );
}
