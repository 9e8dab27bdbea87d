'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { inferRouterOutputs } from '@trpc/server';
import { useTranslations } from 'next-intl';
import { useTRPC } from '#components/trpc.tsx';
import { StateBadge } from '#components/ui/badge.tsx';
import { DateTime } from '#components/ui/date-time.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { Switch } from '#components/ui/switch.tsx';
import { useErrorSentence } from '#components/ui/use-error-sentence.ts';
import type { AppRouter } from '#server/root-router.ts';

type Consent = inferRouterOutputs<AppRouter>['billing']['consents'][number];

/** One consent with its words and its switch: the choice shows at once, and goes back if the server does not take it. */
export function ConsentRow({ consent }: { consent: Consent }) {
  const t = useTranslations('portal.consents');
  const trpc = useTRPC();
  const client = useQueryClient();
  const sentence = useErrorSentence();
  const key = trpc.billing.consents.queryKey();
  const show = (given: boolean, at: Date | null) =>
    client.setQueryData(key, (rows) =>
      rows?.map((row) => (row.purpose === consent.purpose ? { ...row, given, at } : row)),
    );
  const choose = useMutation(
    trpc.billing.setConsent.mutationOptions({
      onMutate: async ({ given }) => {
        await client.cancelQueries({ queryKey: key });
        show(given, new Date());
        return { before: consent };
      },
      onError: (_error, _choice, kept) => kept && show(kept.before.given, kept.before.at),
      onSettled: () => client.invalidateQueries({ queryKey: key }),
    }),
  );
  const state = consent.given ? 'given' : consent.at ? 'withdrawn' : 'never';
  return (
    <li className="grid gap-2 px-4 py-3.5">
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-1.5">
        <div className="min-w-0 flex-1 basis-64">
          <Switch
            label={<span className="font-medium">{t(`purposes.${consent.purpose}.title`)}</span>}
            help={t(`purposes.${consent.purpose}.body`)}
            checked={consent.given}
            onCheckedChange={(given) => choose.mutate({ purpose: consent.purpose, given })}
          />
        </div>
        <div className="flex items-center gap-2 pl-11 text-caption text-ink-3 sm:grid sm:justify-items-end sm:gap-1 sm:pl-0">
          <StateBadge tone={consent.given ? 'good' : 'neutral'}>{t(`states.${state}`)}</StateBadge>
          {consent.at && <DateTime at={consent.at} style="full" />}
        </div>
      </div>
      {choose.error && (
        <Notice tone="bad" live title={t('failed')}>
          {sentence(choose.error)}
        </Notice>
      )}
    </li>
  );
}
