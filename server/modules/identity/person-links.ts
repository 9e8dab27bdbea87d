import type { PersonLink, User } from '#server/db/generated/client.ts';
import type { WideCtx } from '#server/lib/context.ts';
import { uuid7 } from '#server/lib/uuid.ts';
import { idOfToken } from '../notifications/index.ts';
import type { PersonLinkKind } from '../notifications/schemas.ts';

export const resetKinds = ['reset', 'console-reset'] as const;

/** Why a mailed link opens nothing; null where it does. `newest` is the last one of its sort that the person was sent. */
export type LinkRefusal = 'unknown' | 'used' | 'superseded' | 'expired';
export function linkRefusal(
  link: Pick<PersonLink, 'id' | 'usedAt' | 'expiresAt'> | null,
  newest: Pick<PersonLink, 'id'> | null,
  now: Date,
): LinkRefusal | null {
  if (!link) return 'unknown';
  if (link.usedAt) return 'used';
  if (newest && newest.id !== link.id) return 'superseded';
  return now >= link.expiresAt ? 'expired' : null;
}

/** Makes a link for a person. Its token is signed when the mail is written: the row holds nothing that opens it. */
export async function makeLink(tx: WideCtx, userId: string, kind: PersonLinkKind, minutes: number): Promise<string> {
  const now = tx.now();
  const id = uuid7(now.getTime());
  const expiresAt = new Date(now.getTime() + minutes * 60_000);
  await tx.db.personLink.create({
    data: { id, userId, kind, createdAt: now, expiresAt, address: tx.request?.address ?? '' },
  });
  return id;
}

export type FoundLink = { link: PersonLink & { user: User }; refusal: null } | { link: null; refusal: LinkRefusal };

/** The link that a token names, if it is one of these kinds and still opens. */
export async function findLink(ctx: WideCtx, token: string, kinds: readonly PersonLinkKind[]): Promise<FoundLink> {
  const id = kinds.map((kind) => idOfToken(kind, token)).find((found) => found !== undefined);
  if (!id) return { link: null, refusal: 'unknown' };
  const link = await ctx.db.personLink.findUnique({ where: { id }, include: { user: true } });
  const newest = link
    ? await ctx.db.personLink.findFirst({
        where: { userId: link.userId, kind: { in: [...kinds] } },
        orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
        select: { id: true },
      })
    : null;
  // A block is worth as much from an older mail.
  const refusal = linkRefusal(link, kinds.includes('block') ? null : newest, ctx.now());
  return link && !refusal ? { link, refusal: null } : { link: null, refusal: refusal ?? 'unknown' };
}

/** Uses a link up; false where another request was first. */
export async function useLink(tx: WideCtx, id: string): Promise<boolean> {
  const { count } = await tx.db.personLink.updateMany({
    where: { id, usedAt: null, expiresAt: { gt: tx.now() } },
    data: { usedAt: tx.now() },
  });
  return count === 1;
}
