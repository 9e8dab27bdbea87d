import { Readable } from 'node:stream';
import type { MemberPermission } from '#shared/permissions.ts';
import type { TenantCtx } from '../lib/context.ts';
import { NotSignedIn } from '../lib/errors.ts';
import { createRequestContext, surfaceOfWorkspace } from '../request-context.ts';
import { describeError, httpStatusOf } from '../trpc/error-mapping.ts';
import { admit, type Feature, refuseWhileClosed } from '../trpc/procedures.ts';

type Params = Record<string, string>;
type Route = (request: Request, context: { params: Promise<Params> }) => Promise<Response>;

/**
 * A plain HTTP route of the portal under `/api/w/[workspace]/…`, for files that tRPC can't carry: the same session, membership,
 * permission and feature as a procedure's. Errors answer JSON: `kind`, `reason`, `line`, and `message` in the person's language.
 */
export function memberRoute(
  permission: MemberPermission,
  feature: Feature,
  answer: (ctx: TenantCtx, request: Request, params: Params) => Promise<Response>,
): Route {
  return async (request, context) => {
    const params = await context.params;
    const slug = params.workspace ?? '';
    const requestContext = await createRequestContext({
      headers: request.headers,
      surface: await surfaceOfWorkspace(slug),
      workspaceSlug: slug,
    });
    try {
      if (!requestContext.session) throw new NotSignedIn();
      refuseWhileClosed(requestContext.session);
      const { ctx, role } = await requestContext.member();
      admit(role, permission, request.method !== 'GET');
      await requestContext.entitled(ctx, feature);
      return await answer(ctx, request, params);
    } catch (error) {
      const status = httpStatusOf(error);
      if (status >= 500) requestContext.publicCtx.log.error({ err: error }, 'route failed');
      const { kind, data } = describeError(error);
      const { reason = null, line = null } = data;
      return Response.json({ kind, reason, line, message: requestContext.sentence(kind, data) }, { status });
    }
  };
}

/** A stream as a file to keep, never to be opened in our origin. */
export function download(name: string, contentType: string, contents: Readable): Response {
  return new Response(Readable.toWeb(contents) as ReadableStream<Uint8Array>, {
    headers: {
      'Content-Type': contentType,
      // RFC 6266: a plain name for old clients, the whole one in UTF-8.
      'Content-Disposition': `attachment; filename="${name.replaceAll(/[^\w.-]/g, '_')}"; filename*=UTF-8''${encodeURIComponent(name)}`,
      'X-Content-Type-Options': 'nosniff',
      'Cache-Control': 'private, no-store',
      'Content-Security-Policy': "sandbox; default-src 'none'",
    },
  });
}
