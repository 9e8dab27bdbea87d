import { marketplaceRoute } from '#server/http/marketplace-route.ts';
import { readReported } from '#server/modules/billing/index.ts';

export const GET = marketplaceRoute(async ({ ctx, marketplaceId, id }) =>
  Response.json(await readReported(ctx, marketplaceId, id)),
);
