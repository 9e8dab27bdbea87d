import { linkOrigin } from '#server/config/hosts.ts';
import type { PublicCtx } from '#server/lib/context.ts';
import { QuotaExceeded } from '#server/lib/errors.ts';
import { confirmSignUp, findSignUp } from '#server/modules/forms/index.ts';
import type { Answer } from '#server/modules/tracking/index.ts';
import { notAllowed, page, reads } from './form-answers.ts';
import type { FormParts } from './form-endpoints.ts';
import { type ConfirmPage, confirmPage, plainNotice } from './form-pages.ts';
import { freshNonce } from './public-answers.ts';
import { languageOf } from './recipient-pages.ts';

/** `/f/confirm/TOKEN`: the page on GET, whoever opens it; the button acts. */
export async function confirmEndpoint(ctx: PublicCtx, token: string, parts: FormParts): Promise<Answer> {
  const nonce = freshNonce();
  if (!reads(parts.method) && parts.method !== 'POST') return notAllowed('GET, HEAD, POST');
  const found = await findSignUp(ctx, token);
  if (!found) {
    return page(
      404,
      plainNotice(languageOf(parts.headers.language), 'invalidTitle', 'invalidBody', nonce),
      nonce,
      null,
    );
  }
  let which: ConfirmPage = found.state === 'confirmed' ? 'already' : found.state === 'expired' ? 'expired' : 'ask';
  if (which === 'ask' && found.closed) which = 'closed';
  else if (which === 'ask' && parts.method === 'POST') {
    try {
      which = await confirmSignUp(found);
    } catch (error) {
      if (!(error instanceof QuotaExceeded)) throw error;
      ctx.log.warn(
        { workspace: found.tenant.workspace.slug },
        'a sign-up waits: the workspace has no room for contacts',
      );
      which = 'full';
    }
  }
  const status = { ask: 200, confirmed: 200, already: 200, expired: 410, closed: 503, full: 503 }[which];
  const address = {
    path: `/f/confirm/${token}`,
    form: `${linkOrigin(found.tenant.workspace.slug)}/f/${found.publicId}`,
  };
  return page(status, confirmPage(found, which, address, nonce), nonce, null);
}
