import { fetchRequestHandler } from '@trpc/server/adapters/fetch';
import { createRequestContext } from '#server/request-context.ts';
import { rootRouter } from '#server/root-router.ts';

const handler = (request: Request) =>
  fetchRequestHandler({
    endpoint: '/api/trpc',
    req: request,
    router: rootRouter,
    createContext: () =>
      createRequestContext({
        headers: request.headers,
        surface: request.headers.get('x-postino-surface') === 'console' ? 'console' : 'portal',
        workspaceSlug: request.headers.get('x-postino-workspace'),
      }),
  });

export { handler as GET, handler as POST };
