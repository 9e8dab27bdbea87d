'use client';

import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { createTRPCClient, httpBatchLink, TRPCClientError } from '@trpc/client';
import { createTRPCContext } from '@trpc/tanstack-react-query';
import { type ReactNode, useState } from 'react';
import superjson from 'superjson';
import type { AppRouter } from '#server/root-router.ts';

const { TRPCProvider, useTRPC, useTRPCClient } = createTRPCContext<AppRouter>();

export { useTRPC, useTRPCClient };

/** A request that its session no longer carries leads to the login, which says why. */
function leaveForLogin(surface: 'portal' | 'console') {
  const login = surface === 'console' ? '/admin/login' : '/login';
  if (location.pathname === login) return;
  location.assign(`${login}?next=${encodeURIComponent(location.pathname + location.search)}`);
}

const retryable = (error: unknown) => !(error instanceof TRPCClientError) || error.data?.httpStatus >= 500;

/** tRPC for the pages below: names surface and workspace in each request. */
export function TrpcProvider(props: { surface: 'portal' | 'console'; workspace?: string; children: ReactNode }) {
  const { surface, workspace, children } = props;
  const [queryClient] = useState(
    () =>
      new QueryClient({
        defaultOptions: {
          queries: { staleTime: 5_000, retry: (count, error) => count < 2 && retryable(error) },
        },
      }),
  );
  const [client] = useState(() =>
    createTRPCClient<AppRouter>({
      links: [
        httpBatchLink({
          url: '/api/trpc',
          transformer: superjson,
          headers: { 'x-postino-surface': surface, ...(workspace ? { 'x-postino-workspace': workspace } : {}) },
          async fetch(input, init) {
            const answer = await fetch(input, init as RequestInit);
            if (answer.status === 401) leaveForLogin(surface);
            return answer;
          },
        }),
      ],
    }),
  );
  return (
    <QueryClientProvider client={queryClient}>
      <TRPCProvider trpcClient={client} queryClient={queryClient}>
        {children}
      </TRPCProvider>
    </QueryClientProvider>
  );
}
