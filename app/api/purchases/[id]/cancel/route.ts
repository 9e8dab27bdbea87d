import { marketplaceRoute, reported } from '#server/http/marketplace-route.ts';
import { moveReported } from '#server/modules/billing/index.ts';

export const POST = marketplaceRoute(async ({ ctx, marketplaceId, id }) =>
  reported(await moveReported(ctx, marketplaceId, id, 'cancelled')),
);
