import { hosts, originOf } from '#server/config/hosts.ts';
import { NotFound } from '#server/lib/errors.ts';
import { openLinkMap } from '#server/modules/reports/index.ts';
import { originOfRequest, publicContext } from '#server/request-context.ts';
import { securityHeaders } from '#shared/csp.ts';

/** The message that was sent with its clicks drawn on it, for the content frame: an opaque origin without scripts, framed by the portal alone. */
export async function GET(request: Request, { params }: { params: Promise<{ token: string }> }): Promise<Response> {
  const { token } = await params;
  const headers = {
    ...securityHeaders(
      { surface: 'content', frameAncestors: [originOf('portal')] },
      { https: hosts().scheme === 'https' },
    ),
    'Cache-Control': 'no-store, private',
    'Content-Type': 'text/html; charset=utf-8',
  };
  try {
    const html = await openLinkMap(publicContext(originOfRequest(request.headers)), decodeURIComponent(token));
    return new Response(html, { headers });
  } catch (error) {
    if (error instanceof NotFound) return new Response('', { status: 404, headers });
    throw error;
  }
}
