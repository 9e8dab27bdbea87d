import { systemContext } from '#server/request-context.ts';
import { answerStatus } from './status.ts';

/** `/status` as a Next route handler, for hosts that have no process of ours in front of Next. */
export async function statusRoute(request: Request): Promise<Response> {
  const url = new URL(request.url);
  const { status, headers, body } = await answerStatus(
    {
      path: url.pathname,
      query: url.search.slice(1),
      cookie: request.headers.get('cookie') ?? '',
      acceptLanguage: request.headers.get('accept-language') ?? '',
    },
    () => systemContext(),
  );
  return new Response(body, { status, headers });
}
