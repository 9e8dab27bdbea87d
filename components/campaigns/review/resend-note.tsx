'use client';
import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useTRPC } from '#components/trpc.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { isResendKind } from '#server/modules/campaigns/values.ts';
import type { CampaignDetail } from '../campaign-types.ts';

/** Of what a re-send is one, and for whom. */
export function ResendNote({ campaign, base }: { campaign: CampaignDetail; base: string }) {
  const t = useTranslations('campaigns');
  const trpc = useTRPC();
  const { resendOfId, resendTo } = campaign;
  const origin = useQuery({
    ...trpc.campaigns.get.queryOptions({ id: resendOfId ?? '' }),
    enabled: resendOfId !== null,
    staleTime: 60_000,
  });
  if (!origin.data || !resendTo || !isResendKind(resendTo)) return null;
  const { id, name } = origin.data;
  return (
    <Notice>
      {t.rich('review.resendAudience', {
        origin: () => (
          <Link key="origin" href={`${base}/${id}`} className="font-medium text-accent hover:underline">
            {name}
          </Link>
        ),
        kind: t(`resend.kindShort.${resendTo}`),
      })}{' '}
      {t('review.resendHelp')}
    </Notice>
  );
}
