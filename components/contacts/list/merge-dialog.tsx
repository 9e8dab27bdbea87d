'use client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { inferRouterInputs } from '@trpc/server';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useTRPC } from '#components/trpc.tsx';
import { Button } from '#components/ui/button.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import { DialogActions } from '#components/ui/dialog-actions.tsx';
import { LoadFailed } from '#components/ui/load-failed.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { useToast } from '#components/ui/toast.tsx';
import { useErrorSentence } from '#components/ui/use-error-sentence.ts';
import type { AppRouter } from '#server/root-router.ts';
import type { ContactDetail } from '../contact/contact-types.ts';
import { StatusBadge } from '../status-badge.tsx';
import { languageName } from './use-selection-words.ts';

type Keep = NonNullable<inferRouterInputs<AppRouter>['contacts']['merge']['keep']>;
type Side = 'survivor' | 'merged';
type Field = { id: string; label: string; values: Record<Side, string> };

/** Two contacts side by side: which stays, and which of their values. */
export function MergeDialog({ ids, onClose }: { ids: string[]; onClose: () => void }) {
  const t = useTranslations('contacts.duplicates');
  return (
    <Dialog open onOpenChange={(open) => open || onClose()} title={t('mergeTitle')} size="l" stays>
      <MergeForm ids={ids} onClose={onClose} />
    </Dialog>
  );
}

function MergeForm({ ids, onClose }: { ids: string[]; onClose: () => void }) {
  const t = useTranslations('contacts.duplicates');
  const trpc = useTRPC();
  const queries = useQueryClient();
  const toast = useToast();
  const sentence = useErrorSentence();
  const [swapped, setSwapped] = useState(false);
  const [chosen, setChosen] = useState<Record<string, Side>>({});
  const [survivorId = '', mergedId = ''] = swapped ? ids.toReversed() : ids;
  const pair = { survivorId, mergedId };
  const compared = useQuery(trpc.contacts.compare.queryOptions(pair));
  const refresh = () => queries.invalidateQueries(trpc.contacts.pathFilter());
  const undo = useMutation(
    trpc.contacts.undoMerge.mutationOptions({
      onSuccess: async () => {
        await refresh();
        toast({ title: t('undone'), tone: 'good' });
      },
      onError: (error) => toast({ title: sentence(error), tone: 'bad' }),
    }),
  );
  const merge = useMutation(
    trpc.contacts.merge.mutationOptions({
      onSuccess: async ({ id }) => {
        toast({ title: t('merged'), tone: 'good', action: { label: t('undo'), onSelect: () => undo.mutate({ id }) } });
        onClose();
        await refresh();
      },
    }),
  );
  const fields = useFields(compared.data);
  if (compared.error) return <LoadFailed error={compared.error} onRetry={() => void compared.refetch()} />;
  if (!compared.data) return <Skeleton className="h-64 w-full" />;
  const { survivor, merged } = compared.data;
  const sides = { survivor, merged } as const;
  const sideOf = (field: Field): Side => chosen[field.id] ?? (field.values.survivor === '' ? 'merged' : 'survivor');
  return (
    <div className="grid gap-4">
      <div className="overflow-x-auto rounded-in border border-line">
        <table className="w-full min-w-[440px] text-table">
          <thead>
            <tr className="border-line border-b text-left align-top">
              <th scope="col" className="w-32 p-3 font-medium text-ink-3">
                {t('field')}
              </th>
              {(['survivor', 'merged'] as const).map((side) => (
                <th key={side} scope="col" className="p-3 font-normal">
                  <label className="grid cursor-pointer gap-1">
                    <span className="flex items-center gap-2 font-semibold">
                      <input
                        type="radio"
                        name="survivor"
                        checked={side === 'survivor'}
                        onChange={() => {
                          setSwapped(!swapped);
                          setChosen({});
                        }}
                        className="accent-(--accent)"
                      />
                      {t(side === 'survivor' ? 'survivor' : 'other')}
                    </span>
                    <span className="[overflow-wrap:anywhere]">{sides[side].address}</span>
                    <span>{sides[side].topics[0] && <StatusBadge status={sides[side].topics[0].status} />}</span>
                  </label>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {fields.map((field) => (
              <tr key={field.id} className="border-line border-b last:border-b-0">
                <th scope="row" className="p-3 text-left font-medium text-ink-3">
                  {field.label}
                </th>
                {(['survivor', 'merged'] as const).map((side) => (
                  <td key={side} className="p-3 [overflow-wrap:anywhere]">
                    {field.values.survivor === field.values.merged ? (
                      field.values[side]
                    ) : (
                      <label className="flex cursor-pointer items-baseline gap-2">
                        <input
                          type="radio"
                          name={field.id}
                          checked={sideOf(field) === side}
                          onChange={() => setChosen({ ...chosen, [field.id]: side })}
                          className="accent-(--accent)"
                        />
                        {field.values[side] || <span className="text-ink-3">{t('keepEmpty')}</span>}
                      </label>
                    )}
                  </td>
                ))}
              </tr>
            ))}
            <tr>
              <th scope="row" className="p-3 text-left align-top font-medium text-ink-3">
                {t('groups')}
              </th>
              {(['survivor', 'merged'] as const).map((side) => (
                <td key={side} className="p-3 align-top">
                  {sides[side].groups.map((group) => group.name).join(', ') || '–'}
                </td>
              ))}
            </tr>
          </tbody>
        </table>
      </div>
      <ul className="grid gap-1 text-table text-ink-2">
        <li>
          {t('groups')}: {t('groupsNote')}
        </li>
        <li>{t('consentsNote')}</li>
        <li>{t('history')}</li>
      </ul>
      {merge.error && (
        <Notice tone="bad" live>
          {sentence(merge.error)}
        </Notice>
      )}
      <DialogActions>
        <Button
          variant="primary"
          busy={merge.isPending}
          onClick={() => merge.mutate({ ...pair, keep: keepOf(fields, sideOf) })}
        >
          {t('merge')}
        </Button>
      </DialogActions>
    </div>
  );
}

/** What the two contacts can differ in, with both values; what neither has is left out. */
function useFields(pair: { survivor: ContactDetail; merged: ContactDetail } | undefined): Field[] {
  const t = useTranslations('contacts');
  const trpc = useTRPC();
  const attributes = useQuery(trpc.contacts.attributes.queryOptions());
  if (!pair) return [];
  const text = (value: string | number | boolean | null | undefined) =>
    typeof value === 'boolean' ? t(value ? 'form.yes' : 'form.no') : String(value ?? '');
  const field = (id: string, label: string, read: (contact: ContactDetail) => string): Field => ({
    id,
    label,
    values: { survivor: read(pair.survivor), merged: read(pair.merged) },
  });
  const fields = [
    field('firstName', t('form.firstName'), (one) => one.firstName),
    field('lastName', t('form.lastName'), (one) => one.lastName),
    field('language', t('language'), (one) => (one.language ? languageName(one.language) : '')),
    ...(attributes.data ?? []).map(({ key, label }) =>
      field(`attribute.${key}`, label, (one) => text(one.attributes[key])),
    ),
  ];
  return fields.filter(({ values }) => values.survivor !== '' || values.merged !== '');
}

function keepOf(fields: Field[], sideOf: (field: Field) => Side): Keep {
  const keep: Keep = {};
  const attributes: Record<string, Side> = {};
  for (const field of fields) {
    const side = sideOf(field);
    if (field.id === 'firstName' || field.id === 'lastName' || field.id === 'language') keep[field.id] = side;
    else attributes[field.id.replace('attribute.', '')] = side;
  }
  return { ...keep, attributes };
}
