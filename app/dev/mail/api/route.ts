import { linksIn } from '#components/dev-mail/message-html.ts';
import { listCaught, readCaught } from '#server/mail/catcher.ts';
import { caughtMailFolder } from '../caught-mail.ts';

/** For tests: a page of caught messages (`search`, `before`, `limit` up to 200), each with its links, headers and text. */
export async function GET(request: Request): Promise<Response> {
  const folder = caughtMailFolder();
  const { searchParams } = new URL(request.url);
  const { items, next } = await listCaught(folder, {
    limit: Math.min(Number(searchParams.get('limit')) || 20, 200),
    search: searchParams.get('search') ?? '',
    before: searchParams.get('before') ?? undefined,
  });
  const messages = await Promise.all(
    items.map(async (item) => {
      const message = await readCaught(folder, item.id);
      return {
        ...item,
        links: linksIn(message?.html ?? ''),
        headers: message?.headers ?? [],
        html: message?.html ?? null,
        text: message?.text ?? null,
      };
    }),
  );
  return Response.json({ messages, next }, { headers: { 'Cache-Control': 'no-store' } });
}
