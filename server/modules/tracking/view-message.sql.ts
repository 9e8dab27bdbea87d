import { linkOrigin } from '#server/config/hosts.ts';
import { sql, tenantRows } from '#server/db/sql.ts';
import { urlsFor } from '#server/lib/tracking-token.ts';
import { compiledTemplateSchema } from '#server/mail/render/compiled-template.ts';
import { renderPreview } from '#server/mail/render/render-preview.ts';
import { recipientValues } from '../campaigns/index.ts';
import type { Recipient } from './recipient.ts';

type Level = 'off' | 'aggregate' | 'individual';

/**
 * A recipient's message as a web page, from the parts that were sent, and at what level its opens were tracked when it
 * went out. null where the message is no more, or this contact was never in its audience.
 */
export async function viewMessage({ ctx, token }: Recipient): Promise<{ html: string; opens: Level } | null> {
  const { campaignId, contactId } = token;
  const [[delivery], body, contact, campaign] = await Promise.all([
    tenantRows<{ opens: Level; clicks: Level }>(
      ctx,
      sql`SELECT "trackOpens" AS opens, "trackClicks" AS clicks FROM deliveries
        WHERE "campaignId" = ${campaignId}::uuid AND "contactId" = ${contactId}::uuid AND "workspaceId" = ${ctx.workspace.id}::uuid`,
    ),
    ctx.db.campaignBody.findFirst({ where: { campaignId }, select: { compiled: true } }),
    ctx.db.contact.findFirst({ where: { id: contactId } }),
    ctx.db.campaign.findFirst({ where: { id: campaignId }, select: { name: true } }),
  ]);
  if (!delivery || !body || !contact || !campaign) return null;
  // The page itself is what the view counts: no pixel in it.
  const urls = urlsFor(linkOrigin(ctx.workspace.slug), token, { opens: 'off', clicks: delivery.clicks });
  const { html } = renderPreview(compiledTemplateSchema.parse(body.compiled), {
    ...urls,
    wrapLinks: delivery.clicks !== 'off',
    values: recipientValues(contact, ctx.workspace, campaign),
  });
  return { html, opens: delivery.opens };
}
