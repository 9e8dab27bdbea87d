import { mayRunBackground, tickInBackground } from '#server/background.ts';

export async function POST(request: Request): Promise<Response> {
  if (!mayRunBackground(request)) return new Response(null, { status: 404 });
  const done = await tickInBackground();
  return Response.json({ done });
}
