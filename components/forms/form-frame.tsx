'use client';
import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { useBase } from '#components/contacts/use-base.ts';
import { PageBody } from '#components/layout/page-body.tsx';
import { PageHeader } from '#components/layout/page-header.tsx';
import { useMemberRight } from '#components/portal/member-right.tsx';
import { useTRPC } from '#components/trpc.tsx';
import { LoadFailed } from '#components/ui/load-failed.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { Tabs } from '#components/ui/tabs.tsx';
import { FormMenu } from './form-menu.tsx';
import { FormState } from './form-state.tsx';
import type { FormDetail } from './form-types.ts';

/** The parts of one form: who signed up, how it is built, how it gets onto a site. */
export function FormTabs({ id }: { id: string }) {
  const t = useTranslations('forms.tabs');
  const { base } = useBase();
  const form = `${base}/forms/${id}`;
  return (
    <Tabs
      label={t('label')}
      items={[
        { href: form, label: t('signUps') },
        { href: `${form}/edit`, label: t('edit') },
        { href: `${form}/publish`, label: t('site') },
      ]}
    />
  );
}

/** The frame of a page about one form: reading, unreadable, or there. */
export function FormFrame({ id, children }: { id: string; children: (form: FormDetail) => ReactNode }) {
  const t = useTranslations('forms');
  const trpc = useTRPC();
  const { base } = useBase();
  const mayWrite = useMemberRight('contacts:write');
  const form = useQuery(trpc.forms.get.queryOptions({ id }));
  const { data } = form;
  return (
    <>
      <PageHeader
        title={data?.name ?? t('one')}
        parent={{ href: `${base}/forms`, label: t('title') }}
        {...(data ? { badge: <FormState form={data} /> } : {})}
        {...(data && mayWrite ? { meta: <FormMenu row={data} /> } : {})}
        tabs={<FormTabs id={id} />}
      />
      <PageBody>
        {form.isError && <LoadFailed error={form.error} onRetry={() => void form.refetch()} />}
        {form.isPending && <Skeleton className="h-72 w-full" />}
        {data && children(data)}
      </PageBody>
    </>
  );
}
