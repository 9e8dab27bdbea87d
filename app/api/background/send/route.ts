import { mayRunBackground, sendInBackground } from '#server/background.ts';

export async function POST(request: Request): Promise<Response> {
  if (!mayRunBackground(request)) return new Response(null, { status: 404 });
  await sendInBackground();
  return Response.json({ done: true });
}
