'use client';
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useMemo, useState } from 'react';
import { useTRPC } from '#components/trpc.tsx';
import { DateTime } from '#components/ui/date-time.tsx';
import { Field } from '#components/ui/field.tsx';
import { MultiSelect } from '#components/ui/multi-select.tsx';
import { Num, useNumbers } from '#components/ui/number.tsx';
import { SaveState } from '#components/ui/save-state.tsx';
import { Section } from '#components/ui/section.tsx';
import { Select } from '#components/ui/select.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { useToast } from '#components/ui/toast.tsx';
import { useErrorSentence } from '#components/ui/use-error-sentence.ts';
import { skipReasons } from '#server/modules/contacts/values.ts';
import type { CampaignDetail, CampaignPreflight } from '../campaign-types.ts';
import { groupOptions } from './group-options.ts';

type Audience = Pick<CampaignDetail, 'topicId' | 'includeGroupIds' | 'excludeGroupIds'>;

type Counted = CampaignPreflight['audience'] & { at?: Date };
/** A count older than that says when it was made. */
const OLD_MS = 60_000;
type Props = {
  campaign: CampaignDetail;
  editable: boolean;
  /** Of a re-send, whose recipients its origin says: how many they are; null while they are counted. */
  resend?: Counted | null;
};

/** Who it goes to, counted as it is chosen, with why the others are left out; kept as it is chosen. */
export function AudienceCard({ campaign, editable, resend }: Props) {
  const t = useTranslations('campaigns.review');
  const trpc = useTRPC();
  const client = useQueryClient();
  const toast = useToast();
  const sentence = useErrorSentence();
  const { id, topicId, includeGroupIds, excludeGroupIds } = campaign;
  const [audience, setAudience] = useState<Audience>({ topicId, includeGroupIds, excludeGroupIds });
  const choices = useQuery(trpc.campaigns.audienceChoices.queryOptions());
  const options = useMemo(() => groupOptions(choices.data?.groups ?? []), [choices.data]);
  const save = useMutation(
    trpc.campaigns.setAudience.mutationOptions({
      scope: { id: `audience-${id}` },
      onError: (error) => toast({ title: sentence(error), tone: 'bad' }),
      onSettled: () => client.invalidateQueries({ queryKey: trpc.campaigns.preflight.queryKey({ id }) }),
    }),
  );
  function change(next: Partial<Audience>): void {
    const chosen = { ...audience, ...next };
    setAudience(chosen);
    save.mutate({ id, ...chosen });
  }
  return (
    <Section
      title={t('audience')}
      {...(save.isIdle
        ? {}
        : { meta: <SaveState state={save.isPending ? 'saving' : save.isError ? 'failed' : 'saved'} /> })}
    >
      <div className="grid gap-4">
        <div className="grid gap-4 sm:grid-cols-2">
          {resend === undefined && (
            <Field label={t('include')} help={t('includeHelp')}>
              <MultiSelect
                value={audience.includeGroupIds}
                onValueChange={(ids) => change({ includeGroupIds: ids })}
                options={options}
                placeholder={t('includePlaceholder')}
                disabled={!editable}
              />
            </Field>
          )}
          <Field label={t('exclude')}>
            <MultiSelect
              value={audience.excludeGroupIds}
              onValueChange={(ids) => change({ excludeGroupIds: ids })}
              options={options}
              placeholder={t('excludePlaceholder')}
              disabled={!editable}
            />
          </Field>
        </div>
        <Field label={t('topic')} help={t('topicHelp')}>
          <Select
            value={audience.topicId}
            onValueChange={(value) => change({ topicId: value })}
            options={(choices.data?.topics ?? []).map(({ id: value, name }) => ({ value, label: name }))}
            disabled={!editable || resend !== undefined}
          />
        </Field>
        {resend === undefined ? <ChosenCount audience={audience} /> : <AudienceCount count={resend} />}
      </div>
    </Section>
  );
}

function ChosenCount({ audience }: { audience: Audience }) {
  const trpc = useTRPC();
  const count = useQuery({ ...trpc.campaigns.countAudience.queryOptions(audience), placeholderData: keepPreviousData });
  return <AudienceCount count={count.data ?? null} />;
}

function AudienceCount({ count }: { count: Counted | null }) {
  const t = useTranslations('campaigns.review');
  const { whole } = useNumbers();
  if (!count) return <Skeleton className="h-14 w-full" />;
  const { total, eligible, reasons, at } = count;
  const left = skipReasons.filter((reason) => (reasons[reason] ?? 0) > 0);
  return (
    <div aria-live="polite" className="rounded-in bg-sunken px-4 py-3">
      <p>
        <span className="text-section">{t('eligible', { count: eligible, text: whole(eligible) })}</span>{' '}
        <span className="text-ink-2">{t('ofTotal', { count: total, text: whole(total) })}</span>
      </p>
      {at && Date.now() - at.getTime() > OLD_MS && (
        <p className="mt-1 text-caption text-ink-3">
          {t('countedAt')} <DateTime at={at} />
        </p>
      )}
      {left.length > 0 && (
        <>
          <p className="mt-2 text-table text-ink-2">
            {t('leftOut', { count: total - eligible, text: whole(total - eligible) })}:
          </p>
          <ul className="mt-1 grid gap-x-6 gap-y-0.5 text-table text-ink-2 sm:grid-cols-2">
            {left.map((reason) => (
              <li key={reason} className="flex justify-between gap-3">
                <span className="min-w-0">{t(`reason.${reason}`)}</span>
                <span className="tabular-nums">
                  <Num value={reasons[reason] ?? 0} />
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}
