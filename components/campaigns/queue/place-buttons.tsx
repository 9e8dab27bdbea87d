'use client';
import { useMutation } from '@tanstack/react-query';
import { ArrowDown, ArrowUp } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useTRPC } from '#components/trpc.tsx';
import { IconButton } from '#components/ui/icon-button.tsx';
import { useToast } from '#components/ui/toast.tsx';
import { useErrorSentence } from '#components/ui/use-error-sentence.ts';
import type { QueueRow } from '../campaign-types.ts';
import { useQueueRefresh } from './use-queue-refresh.ts';

type Props = { item: QueueRow; running: readonly QueueRow[] };

/** One place up or down. What is asked for is a place behind another, so that a second click asks for the same. */
export function PlaceButtons({ item, running }: Props) {
  const t = useTranslations('campaigns.queue');
  const trpc = useTRPC();
  const toast = useToast();
  const sentence = useErrorSentence();
  const refresh = useQueueRefresh();
  const place = useMutation(
    trpc.deliveries.place.mutationOptions({
      onError: (error) => toast({ title: sentence(error), tone: 'bad' }),
      onSuccess: () => toast({ title: t('moved') }),
      onSettled: refresh,
    }),
  );
  const at = running.findIndex(({ id }) => id === item.id);
  const move = (after: string | null) => place.mutate({ campaignId: item.id, after });
  const { name } = item;
  return (
    <span className="flex">
      <IconButton
        label={t('up', { name })}
        icon={<ArrowUp />}
        disabled={at <= 0 || place.isPending}
        onClick={() => move(running[at - 2]?.id ?? null)}
      />
      <IconButton
        label={t('down', { name })}
        icon={<ArrowDown />}
        disabled={at === running.length - 1 || place.isPending}
        onClick={() => move(running[at + 1]?.id ?? null)}
      />
    </span>
  );
}
