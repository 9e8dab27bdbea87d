import type { TenantCtx } from '#server/lib/context.ts';
import { InvalidInput, NotFound } from '#server/lib/errors.ts';
import { uuid7 } from '#server/lib/uuid.ts';
import type { CompiledTemplate } from '#server/mail/render/compiled-template.ts';
import { createTransport, type Outcome } from '#server/mail/transport.ts';
import { checkAddress } from '#shared/address.ts';
import { audit } from '../audit/index.ts';
import { campaignAttachments, compileTemplate } from '../campaigns/index.ts';
import { assertActive } from '../workspaces/index.ts';
import { buildMessage, compileCampaignMessage } from './campaign-message.ts';
import { readOutcome } from './read-outcome.ts';
import { requiredTransport } from './required-transport.ts';
import type { TestSendInput } from './schemas.ts';

export type TestSent = { address: string; accepted: boolean; reason: string | null; answer: string };

/** Settings under which a test counts nothing: no pixel, links as they are. */
const uncounted = { trackOpens: 'off', trackClicks: 'off' } as const;

/**
 * Sends the campaign as it stands to a few addresses at once, on a connection of its own before any bulk, outside the
 * ledger. Its subject says that it is a test. Values come from `asContactId`, else the fallbacks speak. Throws InvalidInput
 * for an address that can't be sent to, NotFound, InvalidState (`no-transport`; `workspace-suspended`: a suspended workspace sends
 * nothing, to its own people neither).
 */
export async function sendTest(ctx: TenantCtx, input: TestSendInput): Promise<TestSent[]> {
  const addresses = input.addresses.map((text) => {
    const checked = checkAddress(text);
    if (!checked.valid)
      throw new InvalidInput({ field: 'addresses', reason: checked.reason, value: text.slice(0, 320) });
    return checked.address;
  });
  await assertActive(ctx);
  const campaign = await ctx.db.campaign.findFirst({ where: { id: input.campaignId } });
  if (!campaign) throw new NotFound({ what: 'campaign' });
  const contact = input.asContactId ? await ctx.db.contact.findFirst({ where: { id: input.asContactId } }) : null;
  if (input.asContactId && !contact) throw new NotFound({ what: 'contact' });
  const template = markAsTest(await compileTemplate(ctx, campaign));
  const files = await campaignAttachments(ctx, campaign.id);
  const message = compileCampaignMessage(ctx.workspace, campaign, template, campaign.name, files);
  const transport = createTransport(requiredTransport(), { sessions: 1 });
  const sent: TestSent[] = [];
  try {
    const session = await transport.open();
    for (const address of addresses) {
      const person = {
        contactId: contact?.id ?? uuid7(),
        address,
        firstName: contact?.firstName ?? '',
        lastName: contact?.lastName ?? '',
        attributes: (contact?.attributes ?? {}) as Record<string, unknown>,
      };
      const bytes = buildMessage(message, person, uncounted, ctx.now(), `${uuid7()}@${message.idHost}`);
      const envelope = { from: message.from, to: address };
      sent.push(said(address, await session.send({ envelope, bytes, canonical: true })));
    }
    session.close();
  } finally {
    await transport.close();
  }
  await audit(ctx, {
    action: 'deliveries.send-test',
    subject: { kind: 'campaign', id: campaign.id, name: campaign.name },
    after: { addresses },
  });
  return sent;
}

function markAsTest(template: CompiledTemplate): CompiledTemplate {
  return { ...template, subject: [template.language === 'it' ? '[Prova] ' : '[Test] ', ...template.subject] };
}

function said(address: string, outcome: Outcome): TestSent {
  const { reason } = readOutcome(outcome, 0);
  return { address, accepted: outcome.outcome === 'accepted', reason, answer: outcome.text.slice(0, 500) };
}
