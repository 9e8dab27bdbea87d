import { statusRoute } from '#server/http/next-status.ts';

export const dynamic = 'force-dynamic';

export { statusRoute as GET };
