'use client';
import { useQueryClient } from '@tanstack/react-query';
import { useTRPC } from '#components/trpc.tsx';

/** Reads the queue and the campaigns anew, after something was done to one of them. */
export function useQueueRefresh(): () => Promise<void> {
  const trpc = useTRPC();
  const client = useQueryClient();
  return async () => {
    await Promise.all([
      client.invalidateQueries({ queryKey: trpc.deliveries.pathKey() }),
      client.invalidateQueries({ queryKey: trpc.campaigns.pathKey() }),
    ]);
  };
}
