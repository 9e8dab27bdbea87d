import { ZodError } from 'zod';
import { type StaffPermission, staffMay } from '#shared/permissions.ts';
import type { StaffCtx } from '../lib/context.ts';
import { Forbidden, InvalidInput, NotSignedIn } from '../lib/errors.ts';
import { createRequestContext } from '../request-context.ts';
import { describeError, httpStatusOf } from '../trpc/error-mapping.ts';

/** A plain HTTP route of the console, for files that tRPC can't carry: the same session and permission as a procedure's. */
export function staffRoute(
  permission: StaffPermission,
  answer: (ctx: StaffCtx, request: Request) => Promise<Response>,
): (request: Request) => Promise<Response> {
  return async (request) => {
    const requestContext = await createRequestContext({
      headers: request.headers,
      surface: 'console',
      workspaceSlug: null,
    });
    try {
      if (!requestContext.session) throw new NotSignedIn();
      if (requestContext.session.mustChangePassword) throw new Forbidden({ reason: 'password-must-change' });
      const { ctx, role } = await requestContext.staff();
      if (!staffMay(role, permission)) throw new Forbidden({ permission });
      return await answer(ctx, request);
    } catch (cause) {
      const error = cause instanceof ZodError ? new InvalidInput() : cause;
      const status = httpStatusOf(error);
      if (status >= 500) requestContext.publicCtx.log.error({ err: error }, 'route failed');
      const { kind, data } = describeError(error);
      return Response.json({ kind, message: requestContext.sentence(kind, data) }, { status });
    }
  };
}
