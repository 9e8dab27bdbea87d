import { nextEndpoint } from '#server/http/next-endpoints.ts';

export const dynamic = 'force-dynamic';

const answer = nextEndpoint('formScript');

export { answer as GET, answer as HEAD };
