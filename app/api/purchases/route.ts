import { marketplaceRoute, reported } from '#server/http/marketplace-route.ts';
import { InvalidInput } from '#server/lib/errors.ts';
import { reportPurchase } from '#server/modules/billing/index.ts';

function json(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch (error) {
    throw new InvalidInput({ reason: 'body-not-json' }, { cause: error });
  }
}

export const POST = marketplaceRoute(async ({ ctx, marketplaceId, request, body }) => {
  const idempotencyKey = request.headers.get('idempotency-key') ?? '';
  return reported(await reportPurchase(ctx, marketplaceId, { idempotencyKey, body, input: json(body) }), 201);
});
