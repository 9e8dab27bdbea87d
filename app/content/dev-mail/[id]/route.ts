import { openLinksOutside } from '#components/dev-mail/message-html.ts';
import { env } from '#server/config/env.ts';
import { originOf } from '#server/config/hosts.ts';
import { securityHeaders } from '#shared/csp.ts';
import { caughtMessage } from '../../../dev/mail/caught-mail.ts';

/** A caught message's HTML, for the viewer's frame: its images load and its links open, so that opens and clicks count. */
export async function GET(_request: Request, { params }: { params: Promise<{ id: string }> }): Promise<Response> {
  const { html } = await caughtMessage((await params).id);
  const frameAncestors = ["'self'", originOf('portal')];
  return new Response(openLinksOutside(html ?? ''), {
    headers: {
      ...securityHeaders(
        { surface: 'content', frameAncestors, opensLinks: true },
        { https: env().publicUrl.startsWith('https:') },
      ),
      'Content-Type': 'text/html; charset=utf-8',
      'Cache-Control': 'no-store',
    },
  });
}
