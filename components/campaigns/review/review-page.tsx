'use client';
import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import { Eye } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import { PageBody } from '#components/layout/page-body.tsx';
import { PageHeader } from '#components/layout/page-header.tsx';
import { useTRPC } from '#components/trpc.tsx';
import { Button } from '#components/ui/button.tsx';
import { Facts } from '#components/ui/facts.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { Columns, Section } from '#components/ui/section.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { useErrorSentence } from '#components/ui/use-error-sentence.ts';
import { CampaignState } from '../campaign-state.tsx';
import type { CampaignDetail, CampaignPreflight, CampaignReviews } from '../campaign-types.ts';
import { useVariables } from '../use-variables.ts';
import { AudienceCard } from './audience-card.tsx';
import { EditButton } from './edit-button.tsx';
import { HistoryCard } from './history-card.tsx';
import { PreflightCard } from './preflight-card.tsx';
import { ResendNote } from './resend-note.tsx';
import { SendCard } from './send-card.tsx';
import { TestCard } from './test-card.tsx';

const PreviewDialog = dynamic(() => import('../preview-dialog.tsx').then((module) => module.PreviewDialog));

type Props = { id: string; home: string; timeZone: string; ownAddress: string; may: { write: boolean; send: boolean } };
const WAITING_MS = 5_000;
const reviewed: CampaignDetail['state'][] = ['draft', 'in_review', 'scheduled', 'overdue'];

/** The last look before sending: who, a test, what the checks say, when. */
export function ReviewPage({ id, home, timeZone, ownAddress, may }: Props) {
  const t = useTranslations('campaigns');
  const trpc = useTRPC();
  const router = useRouter();
  const sentence = useErrorSentence();
  const campaign = useQuery({
    ...trpc.campaigns.get.queryOptions({ id }),
    refetchOnMount: 'always',
    // What waits for somebody else, or for its time, moves without this person.
    refetchInterval: ({ state }) => (state.data && state.data.state !== 'draft' ? WAITING_MS : false),
  });
  const data = campaign.data;
  const preflight = useQuery({
    ...trpc.campaigns.preflight.queryOptions({ id }),
    staleTime: 0,
    refetchOnMount: 'always',
  });
  const reviews = useQuery({
    ...trpc.campaigns.reviews.queryOptions({ id }),
    refetchOnMount: 'always',
    refetchInterval: data?.state === 'in_review' ? WAITING_MS : false,
  });
  const { variableLabel } = useVariables();
  const base = `${home}/campaigns`;
  const gone = data !== undefined && !reviewed.includes(data.state);
  useEffect(() => {
    if (gone) router.replace(`${base}/${id}/report`);
  }, [gone, router, base, id]);
  return (
    <>
      {data && !gone ? (
        <Review
          campaign={data}
          {...{ home, timeZone, ownAddress, may, preflight, variableLabel }}
          reviews={reviews.data}
        />
      ) : (
        <>
          <PageHeader title={t('review.title')} parent={{ href: base, label: t('title') }} />
          <PageBody>
            {campaign.isError ? (
              <Notice tone="bad">{sentence(campaign.error)}</Notice>
            ) : (
              <Skeleton className="h-80 w-full" />
            )}
          </PageBody>
        </>
      )}
    </>
  );
}

type ReviewProps = Omit<Props, 'id'> & {
  campaign: CampaignDetail;
  preflight: UseQueryResult<CampaignPreflight, unknown>;
  reviews: CampaignReviews | undefined;
  variableLabel: (name: string) => string;
};

function Review({ campaign, home, timeZone, ownAddress, may, preflight, reviews, variableLabel }: ReviewProps) {
  const t = useTranslations('campaigns');
  const [previewing, setPreviewing] = useState(false);
  const { id, state } = campaign;
  const base = `${home}/campaigns`;
  // What is in review is changed in the editor, which asks first.
  const editable = state === 'draft' && may.write;
  const resend = campaign.resendOfId !== null && campaign.resendTo !== null;
  return (
    <>
      <PageHeader
        title={campaign.name}
        parent={{ href: base, label: t('title') }}
        badge={<CampaignState state={state} />}
        actions={
          <>
            <Button icon={<Eye />} onClick={() => setPreviewing(true)}>
              {t('review.preview')}
            </Button>
            {may.write && (state === 'draft' || state === 'in_review') && (
              <EditButton href={`${base}/${id}/edit`} reviewed={state === 'in_review'} />
            )}
          </>
        }
      />
      <PageBody>
        <Columns
          main={
            <>
              {resend && <ResendNote campaign={campaign} base={base} />}
              <AudienceCard
                key={`${campaign.topicId} ${campaign.includeGroupIds.join()} ${campaign.excludeGroupIds.join()}`}
                campaign={campaign}
                editable={editable}
                {...(resend ? { resend: preflight.data?.audience ?? null } : {})}
              />
              <PreflightCard preflight={preflight} home={home} id={id} variableLabel={variableLabel} />
              {may.write && <TestCard id={id} ownAddress={ownAddress} />}
            </>
          }
          aside={
            <>
              <SendCard {...{ campaign, timeZone, base, may }} preflight={preflight.data} reviews={reviews} />
              <Section title={t('review.facts')}>
                <Facts
                  columns={1}
                  items={[
                    { label: t('review.subject'), value: campaign.subject || '–' },
                    { label: t('review.from'), value: `${campaign.fromName} <${campaign.fromAddress}>` },
                    ...(campaign.replyTo ? [{ label: t('review.replyTo'), value: campaign.replyTo }] : []),
                  ]}
                />
              </Section>
              <HistoryCard campaign={campaign} reviews={reviews} />
            </>
          }
        />
      </PageBody>
      {previewing && <PreviewDialog campaignId={id} open onOpenChange={setPreviewing} variableLabel={variableLabel} />}
    </>
  );
}
