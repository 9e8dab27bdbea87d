import { createServer } from 'node:http';
import { closeDatabase } from '#server/db/client.ts';
import { hotEndpoints } from '#server/http/hot-endpoints.ts';
import { createLog } from '#server/lib/log.ts';

/** The hot endpoints on a free port, without Next: the process that bench/track.ts measures. */
const hot = await hotEndpoints(createLog('bench'));
const server = createServer((request, response) => {
  if (hot.handle(request, response)) return;
  response.writeHead(404).end();
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  process.send?.({ port: typeof address === 'object' ? address?.port : 0 });
});
const end = async () => {
  server.closeAllConnections();
  await hot.close();
  await closeDatabase();
  process.exit(0);
};
process.once('SIGTERM', end);
process.once('disconnect', end);
