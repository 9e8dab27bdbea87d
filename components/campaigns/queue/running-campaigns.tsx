'use client';
import { useQuery } from '@tanstack/react-query';
import { useTRPC } from '#components/trpc.tsx';
import { QueueItem } from './queue-item.tsx';

/** What is being sent now, above the list. */
export function RunningCampaigns({ base, maySend }: { base: string; maySend: boolean }) {
  const trpc = useTRPC();
  const queue = useQuery({ ...trpc.deliveries.queue.queryOptions(), refetchInterval: 3000 });
  const running = (queue.data ?? []).filter(({ state }) => state === 'sending' || state === 'freezing');
  return running.slice(0, 3).map((item) => <QueueItem key={item.id} item={item} base={base} maySend={maySend} brief />);
}
