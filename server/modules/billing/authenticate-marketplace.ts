import type { PublicCtx, SystemCtx } from '#server/lib/context.ts';
import { NotSignedIn } from '#server/lib/errors.ts';
import { consumeAttempt } from '#server/lib/rate-limit.ts';
import { open } from '#server/lib/secret-box.ts';
import { type SignedRequest, signatureHolds, timestampHolds } from './marketplace-signature.ts';

const MINUTE_MS = 60_000;

/**
 * The marketplace behind a signed request, as a context that acts under its name. NotSignedIn `timestamp` or `signature`: an unknown
 * key, one that has ended and a wrong signature are not told apart. RateLimited by key, and by network for what fails.
 */
export async function authenticateMarketplace(
  ctx: PublicCtx,
  request: SignedRequest & { keyId: string; signature: string },
): Promise<{ ctx: SystemCtx; marketplaceId: string }> {
  if (!timestampHolds(request.timestamp, ctx.now())) throw new NotSignedIn({ reason: 'timestamp' });
  const key = await ctx.db.marketplace.findFirst({ where: { keyId: request.keyId, endedAt: null } });
  // Without a key the same work is done against a secret that nobody has.
  const held = signatureHolds(key ? open(key.secret, key.id) : request.signature, request, request.signature);
  if (!key || !held) {
    await consumeAttempt('marketplace-refused', ctx.request?.address ?? '', { points: 60, seconds: 60 });
    throw new NotSignedIn({ reason: 'signature' });
  }
  await consumeAttempt('marketplace', key.id, { points: 240, seconds: 60 });
  const now = ctx.now();
  if (!key.lastUsedAt || now.getTime() - key.lastUsedAt.getTime() > MINUTE_MS) {
    await ctx.db.marketplace.updateMany({ where: { id: key.id }, data: { lastUsedAt: now } });
  }
  const actor = { kind: 'api-key', id: key.id, name: key.name } as const;
  return { ctx: { ...ctx, kind: 'system', actor }, marketplaceId: key.id };
}
