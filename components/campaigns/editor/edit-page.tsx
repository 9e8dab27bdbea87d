'use client';
import { useQuery } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import { PageBody } from '#components/layout/page-body.tsx';
import { PageHeader } from '#components/layout/page-header.tsx';
import { useTRPC } from '#components/trpc.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { useErrorSentence } from '#components/ui/use-error-sentence.ts';
import { CampaignEditor } from './campaign-editor.tsx';

/** Fetches the draft anew each time it is opened: an older copy could not be saved. */
export function EditPage({ id, base, workspace }: { id: string; base: string; workspace: string }) {
  const t = useTranslations('campaigns');
  const tEditor = useTranslations('editor');
  const trpc = useTRPC();
  const router = useRouter();
  const sentence = useErrorSentence();
  const campaign = useQuery({
    ...trpc.campaigns.get.queryOptions({ id }),
    refetchOnMount: 'always',
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });
  const { data, isFetchedAfterMount } = campaign;
  const [turn, setTurn] = useState(0);
  const editable = data?.state === 'draft' || data?.state === 'in_review';
  useEffect(() => {
    if (isFetchedAfterMount && data && !editable) router.replace(`${base}/${id}`);
  }, [isFetchedAfterMount, data, editable, router, base, id]);

  if (data?.readable && isFetchedAfterMount && editable) {
    return (
      <CampaignEditor
        key={`${id}-${turn}`}
        campaign={data}
        base={base}
        workspace={workspace}
        onReplaced={() => void campaign.refetch().then(() => setTurn((before) => before + 1))}
      />
    );
  }
  return (
    <>
      <PageHeader title={data?.name ?? t('one')} parent={{ href: base, label: t('title') }} />
      <PageBody width="full">
        {data?.readable === false && <Notice tone="wait">{tEditor('unreadable')}</Notice>}
        {campaign.isError ? (
          <Notice tone="bad">{sentence(campaign.error)}</Notice>
        ) : (
          <Skeleton className="h-96 w-full" />
        )}
      </PageBody>
    </>
  );
}
