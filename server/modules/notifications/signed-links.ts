import { originOf } from '#server/config/hosts.ts';
import { signId, verifyId } from '#server/lib/derived-key.ts';

/** Of a person's own access: a new password on either surface, and the block of one that others have. */
const personPages = { reset: '/reset/', 'console-reset': '/admin/reset/', block: '/reset/block/' } as const;
/** Pages that a mailed link opens, by the purpose of its signature. */
const pages = { activate: '/activate/', invite: '/invite/', confirm: '/f/confirm/', ...personPages } as const;
type Purpose = keyof typeof pages;

/** The address of such a page for an id; the same each time, so that it can be shown again. */
export function signedLink(purpose: Purpose, id: string): string {
  const origin = originOf(purpose === 'console-reset' ? 'console' : 'portal');
  return `${origin}${pages[purpose]}${signId(purpose, id)}`;
}

/** A page of a workspace, for mails to whom it opens once they have signed in. */
export function portalLink(slug: string, page: string): string {
  return `${originOf('portal')}/w/${slug}/${page}`;
}

/** The id that a link's token carries, or undefined for anything that we didn't sign for this purpose. */
export function idOfToken(purpose: Purpose, token: string): string | undefined {
  return verifyId(purpose, token);
}
