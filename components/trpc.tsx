'use client';

import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import {
  createTRPCClient,
  httpBatchLink,
  httpBatchStreamLink,
  splitLink,
  TRPCClientError,
  type TRPCLink,
} from '@trpc/client';
import { observable } from '@trpc/server/observable';
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

/** Where an answer says that nobody is signed in any more. */
function leavingLink(surface: 'portal' | 'console'): TRPCLink<AppRouter> {
  return () =>
    ({ op, next }) =>
      observable((observer) =>
        next(op).subscribe({
          ...observer,
          error(error) {
            if (error.data?.httpStatus === 401) leaveForLogin(surface);
            observer.error(error);
          },
        }),
      );
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
  const [client] = useState(() => {
    const headers = { 'x-postino-surface': surface, ...(workspace ? { 'x-postino-workspace': workspace } : {}) };
    const options = { url: '/api/trpc', transformer: superjson, headers };
    return createTRPCClient<AppRouter>({
      links: [
        leavingLink(surface),
        splitLink({
          condition: ({ type }) => type === 'query',
          // What is asked for together comes as each is ready: a slow count keeps no list waiting.
          true: httpBatchStreamLink(options),
          false: httpBatchLink(options),
        }),
      ],
    });
  });
  return (
    <QueryClientProvider client={queryClient}>
      <TRPCProvider trpcClient={client} queryClient={queryClient}>
        {children}
      </TRPCProvider>
    </QueryClientProvider>
  );
}
