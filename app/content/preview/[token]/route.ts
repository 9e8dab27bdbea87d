import { hosts, originOf } from '#server/config/hosts.ts';
import { NotFound } from '#server/lib/errors.ts';
import { openPreview } from '#server/modules/campaigns/index.ts';
import { originOfRequest, publicContext } from '#server/request-context.ts';
import { securityHeaders } from '#shared/csp.ts';

/** A campaign's HTML for the content frame: an opaque origin without scripts, framed by the portal alone. */
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
    const dark = new URL(request.url).searchParams.has('dark');
    const html = await openPreview(publicContext(originOfRequest(request.headers)), decodeURIComponent(token), dark);
    return new Response(html, { headers });
  } catch (error) {
    if (error instanceof NotFound) return new Response('', { status: 404, headers });
    throw error;
  }
}
