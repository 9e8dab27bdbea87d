import { caughtMessage } from '../../caught-mail.ts';

/** The message as it came. */
export async function GET(_request: Request, { params }: { params: Promise<{ id: string }> }): Promise<Response> {
  const { id, raw } = await caughtMessage((await params).id);
  return new Response(new Uint8Array(raw), {
    headers: { 'Content-Type': 'message/rfc822', 'Content-Disposition': `attachment; filename="${id}.eml"` },
  });
}
