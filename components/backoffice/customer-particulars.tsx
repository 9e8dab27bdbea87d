'use client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Flag } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { ParticularsTimeline } from '#components/settings/particulars-timeline.tsx';
import { useTRPC } from '#components/trpc.tsx';
import { StateBadge } from '#components/ui/badge.tsx';
import { Button } from '#components/ui/button.tsx';
import { DateTime } from '#components/ui/date-time.tsx';
import { LoadFailed } from '#components/ui/load-failed.tsx';
import { Section } from '#components/ui/section.tsx';
import { useToast } from '#components/ui/toast.tsx';
import { useErrorSentence } from '#components/ui/use-error-sentence.ts';
import { whenOpened } from '#components/ui/when-opened.tsx';
import { particularNames } from '#server/modules/workspaces/values.ts';
import type { Outputs } from './outputs.ts';
import { useStaffRight } from './use-staff-right.ts';

const FlagDialog = whenOpened(() => import('./flag-dialog.tsx').then((module) => module.FlagDialog));

type Flagged = Outputs['particulars']['get']['flags'][number];

/** Particulars that staff hold to be false or outdated, what the customer answered, and how they changed (H28). */
export function CustomerParticulars({ workspaceId }: { workspaceId: string }) {
  const t = useTranslations('members.console.flags');
  const trpc = useTRPC();
  const may = useStaffRight('staff:access');
  const [flagging, setFlagging] = useState(false);
  const facts = useQuery(trpc.backoffice.particulars.get.queryOptions({ workspaceId }));
  const { flags = [], history = [] } = facts.data ?? {};
  return (
    <Section
      title={t('title')}
      inset={false}
      action={
        may && (
          <Button size="s" icon={<Flag />} onClick={() => setFlagging(true)}>
            {t('flag')}
          </Button>
        )
      }
    >
      {facts.isError && <LoadFailed error={facts.error} onRetry={() => void facts.refetch()} />}
      {facts.data && flags.length === 0 && <p className="p-4 text-table text-ink-2">{t('none')}</p>}
      <ul>
        {flags.map((flag) => (
          <FlagItem key={flag.id} workspaceId={workspaceId} flag={flag} mayClose={may} />
        ))}
      </ul>
      {history.length > 0 && (
        <div className="grid gap-3 border-line border-t p-4">
          <h3 className="text-table font-medium">{t('history')}</h3>
          <ParticularsTimeline versions={history} />
        </div>
      )}
      <FlagDialog open={flagging} onOpenChange={setFlagging} workspaceId={workspaceId} />
    </Section>
  );
}

function stateOf({ resolvedAt, answer }: Flagged): 'closed' | 'waiting' | 'mended' | 'confirmed' {
  if (resolvedAt) return 'closed';
  if (answer === null) return 'waiting';
  return answer === 'mended' ? 'mended' : 'confirmed';
}
const tones = { closed: 'neutral', waiting: 'wait', mended: 'good', confirmed: 'accent' } as const;

type ItemProps = { workspaceId: string; flag: Flagged; mayClose: boolean };

function FlagItem({ workspaceId, flag, mayClose }: ItemProps) {
  const t = useTranslations('members');
  const trpc = useTRPC();
  const client = useQueryClient();
  const toast = useToast();
  const sentence = useErrorSentence();
  const close = useMutation(
    trpc.backoffice.particulars.close.mutationOptions({
      onSuccess: () => toast({ title: t('console.flags.closed_done'), tone: 'good' }),
      onError: (error) => toast({ title: sentence(error), tone: 'bad' }),
      onSettled: () => client.invalidateQueries(trpc.backoffice.pathFilter()),
    }),
  );
  const known = particularNames.find((name) => name === flag.field);
  const state = stateOf(flag);
  const words = flag.answer?.replace(/^(mended|confirmed:?) ?/, '') ?? '';
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 border-line border-t px-4 py-2.5 text-table first:border-t-0">
      <div className="min-w-0 flex-1 basis-56 [overflow-wrap:anywhere]">
        <p className="font-medium">{known ? t(`particulars.fields.${known}`) : flag.field}</p>
        <p className="text-ink-2">{flag.reason}</p>
        {words !== '' && <p className="text-ink-2">{t('console.flags.answer', { words })}</p>}
        <p className="text-caption text-ink-3">
          {flag.staffName} · <DateTime at={flag.at} />
        </p>
      </div>
      <span className="flex items-center gap-2">
        <StateBadge tone={tones[state]}>{t(`console.flags.${state}`)}</StateBadge>
        {mayClose && state !== 'closed' && (
          <Button size="s" busy={close.isPending} onClick={() => close.mutate({ workspaceId, flagId: flag.id })}>
            {t('console.flags.close')}
          </Button>
        )}
      </span>
    </li>
  );
}
