import { systemDb } from '#server/db/client.ts';
import type { TenantCtx } from '#server/lib/context.ts';
import { uuid7 } from '#server/lib/uuid.ts';
import { createCampaign, saveCampaign } from '#server/modules/campaigns/index.ts';
import type { MemberRole } from '#shared/permissions.ts';
import { addContacts, sampleDocument, verifySampleDomain } from '../deliveries/frozen-campaign.ts';

/** A draft that could be sent as it is to `contacts` people, written by whoever the context is. */
export async function readyDraft(ctx: TenantCtx, contacts = 1): Promise<string> {
  await verifySampleDomain(ctx);
  await addContacts(ctx, contacts);
  const { id } = await createCampaign(ctx, { name: 'Programma d’autunno', theme: 'empty', language: 'it' });
  await saveCampaign(ctx, {
    id,
    revision: 1,
    subject: 'Programma',
    preheader: 'Che cosa c’è',
    fromName: 'Lungofiume',
    fromAddress: 'notizie@lungofiume.example',
    document: sampleDocument(),
  });
  return id;
}

/** The context of a member of the workspace with that role, made for it. */
export async function memberCtx(ctx: TenantCtx, role: MemberRole, name: string): Promise<TenantCtx> {
  const id = uuid7();
  const email = `${id}@persone.example`;
  await systemDb().user.create({
    data: { id, username: id, email, name, passwordHash: '-', passwordChangedAt: ctx.now() },
  });
  await ctx.db.membership.create({ data: { workspaceId: ctx.workspace.id, userId: id, role } });
  return { ...ctx, kind: 'member', actor: { kind: 'person', id, name, sessionId: null } };
}
