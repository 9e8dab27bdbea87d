'use client';

import { useQuery } from '@tanstack/react-query';
import { useTRPC } from '#components/trpc.tsx';

const AGAIN_MS = 2_000;

/** Which campaigns stand beside this one, from the page's address. */
export function useComparison(campaignId: string, others: string[], last: 5 | 10 | 20, enabled = true) {
  const trpc = useTRPC();
  return useQuery(
    trpc.reports.compare.queryOptions(
      { campaignId, others, last },
      { enabled, refetchInterval: ({ state }) => (state.data?.counting ? AGAIN_MS : false), staleTime: 30_000 },
    ),
  );
}

/** The workspace's last ten campaigns on average, null while unknown. A page that shows it further down asks for it with its first figures. */
export function useAverage(campaignId: string, enabled = true) {
  return useComparison(campaignId, [], 10, enabled).data?.average ?? null;
}
