'use client';
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Inbox, MailPlus } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useBase } from '#components/contacts/use-base.ts';
import { useMemberRight } from '#components/portal/member-right.tsx';
import { useTRPC } from '#components/trpc.tsx';
import { StateBadge } from '#components/ui/badge.tsx';
import { DateTime } from '#components/ui/date-time.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { FilterBar, FilterChips, FilterSearch, useUrlParam } from '#components/ui/filter-chips.tsx';
import { IconButton } from '#components/ui/icon-button.tsx';
import { PagedTable } from '#components/ui/paged-table.tsx';
import type { Column } from '#components/ui/table.tsx';
import { CellTitle } from '#components/ui/table-cells.tsx';
import { useToast } from '#components/ui/toast.tsx';
import { useErrorSentence } from '#components/ui/use-error-sentence.ts';
import { signUpStates } from '#server/modules/forms/values.ts';
import type { FormDetail, SignUpRow } from './form-types.ts';

const tones = { pending: 'wait', confirmed: 'good', expired: 'neutral' } as const;
const pageSize = 25;

/** Who filled the form in, newest first. */
export function SignUpsTable({ form }: { form: FormDetail }) {
  const t = useTranslations('forms.signUps');
  const trpc = useTRPC();
  const { base } = useBase();
  const mayWrite = useMemberRight('contacts:write');
  const [state] = useUrlParam('state');
  const [q] = useUrlParam('q');
  const [cursor] = useUrlParam('cursor');
  const chosen = signUpStates.find((one) => one === state);
  const list = useQuery({
    ...trpc.forms.signUps.queryOptions({
      formId: form.id,
      limit: pageSize,
      ...(chosen ? { state: chosen } : {}),
      ...(q ? { q } : {}),
      ...(cursor ? { cursor } : {}),
    }),
    placeholderData: keepPreviousData,
  });
  const columns: Column<SignUpRow>[] = [
    {
      id: 'address',
      header: t('address'),
      phone: 'title',
      cell: (row) =>
        row.contactId ? (
          <Link href={`${base}/contacts/${row.contactId}`} className="font-medium text-accent hover:underline">
            {row.address}
          </Link>
        ) : (
          <CellTitle title={row.address || t('forgotten')} />
        ),
    },
    {
      id: 'state',
      header: t('state'),
      phone: 'badge',
      cell: (row) => <StateBadge tone={tones[row.state]}>{t(`states.${row.state}`)}</StateBadge>,
    },
    { id: 'at', header: t('at'), phone: 'when', cell: (row) => <DateTime at={row.at} /> },
    { id: 'confirmed', header: t('confirmed'), from: 'md', cell: (row) => <DateTime at={row.confirmedAt} /> },
    {
      id: 'site',
      header: t('site'),
      from: 'lg',
      cell: (row) => (
        <span className="block max-w-64 truncate text-ink-2" title={row.site}>
          {row.site === form.addresses.page ? t('hosted') : row.site.replace(/^https?:\/\//, '') || t('unknown')}
        </span>
      ),
    },
    {
      id: 'version',
      header: t('version'),
      align: 'end',
      from: 'lg',
      hiddenAtFirst: true,
      cell: (row) => row.formRevision,
    },
    ...(mayWrite
      ? [
          {
            id: 'actions',
            header: t('actions'),
            align: 'end' as const,
            width: '56px',
            hideable: false,
            cell: (row: SignUpRow) => (row.state === 'pending' ? <Resend row={row} /> : null),
          },
        ]
      : []),
  ];
  return (
    <PagedTable<SignUpRow>
      id="sign-ups"
      label={t('title')}
      query={list}
      columns={columns}
      rowKey={(row) => row.id}
      toolbar={
        <FilterBar>
          <FilterChips
            param="state"
            label={t('filter')}
            allLabel={t('all')}
            options={signUpStates.map((value) => ({
              value,
              label: t(`states.${value}`),
              count: form.figures[value],
            }))}
          />
          <FilterSearch placeholder={t('search')} />
        </FilterBar>
      }
      empty={
        chosen || q || cursor ? (
          <EmptyState icon={<Inbox />} title={t('noneTitle')} />
        ) : (
          <EmptyState icon={<Inbox />} title={t('emptyTitle')}>
            {t('emptyBody')}
          </EmptyState>
        )
      }
    />
  );
}

function Resend({ row }: { row: SignUpRow }) {
  const t = useTranslations('forms.signUps');
  const trpc = useTRPC();
  const toast = useToast();
  const sentence = useErrorSentence();
  const queries = useQueryClient();
  const resend = useMutation(
    trpc.forms.resend.mutationOptions({
      onError: (error) => toast({ title: sentence(error), tone: 'bad' }),
      onSuccess: () => {
        toast({ title: t('resent', { address: row.address }) });
        void queries.invalidateQueries(trpc.forms.pathFilter());
      },
    }),
  );
  return (
    <IconButton
      size="s"
      label={t('resendTo', { address: row.address })}
      icon={<MailPlus />}
      disabled={resend.isPending}
      onClick={() => resend.mutate({ id: row.id })}
    />
  );
}
