import type { SystemMail } from '#server/db/generated/client.ts';
import type { SystemCtx } from '#server/lib/context.ts';
import { InvalidInput } from '#server/lib/errors.ts';
import { classifyOutcome } from '#server/mail/answers/classify.ts';
import { transportConfig } from '#server/mail/configured-transport.ts';
import { buildSystemMessage } from '#server/mail/message/system-message.ts';
import { sendOne } from '#server/mail/send-one.ts';
import type { TransportConfig } from '#server/mail/transport-config.ts';
import { providerSettings } from '../workspaces/index.ts';
import type { ProviderSettings } from '../workspaces/schemas.ts';
import { writeSystemMail } from './mail-content.ts';
import { htmlMail, plainMail } from './mail-layout.ts';
import { isSystemMailKind, systemMailData } from './schemas.ts';

/** The mail was not taken, and may be later: the queue tries again. */
export class MailDeferred extends Error {
  override readonly name = 'MailDeferred';
}

async function compose(mail: SystemMail, settings: ProviderSettings): Promise<Uint8Array> {
  const { kind } = mail;
  if (!isSystemMailKind(kind)) throw new InvalidInput({ reason: 'mail-kind', kind });
  const content = await writeSystemMail(kind, systemMailData[kind].parse(mail.data), {
    language: mail.language,
    settings,
  });
  const from = settings['provider.sender-address'];
  return buildSystemMessage({
    from: { address: from, name: settings['provider.name'] },
    to: { address: mail.to },
    replyTo: { address: content.replyTo ?? settings['provider.support-address'] },
    subject: content.subject,
    text: plainMail(content),
    html: htmlMail(content, mail.language),
    // RFC 3834 §5: keeps automatic replies away.
    headers: { 'Auto-Submitted': 'auto-generated' },
    messageId: `${mail.id}@${from.slice(from.lastIndexOf('@') + 1)}`,
    date: mail.createdAt,
  });
}

/**
 * Sends one system mail, once: a row with `sentAt` is left alone. A lasting refusal is written to the row and ends it;
 * anything else is written too and thrown (`MailDeferred`), so that the queue tries again. An unknown outcome is tried again
 * with the same Message-ID: a link that comes twice harms nobody, one that never comes does.
 */
export async function sendSystemMail(ctx: SystemCtx, id: string, config: () => TransportConfig = transportConfig) {
  const mail = await ctx.db.systemMail.findUnique({ where: { id } });
  if (!mail || mail.sentAt) return;
  const settings = await providerSettings(ctx);
  let failure: string;
  let lasting = false;
  try {
    const bytes = await compose(mail, settings);
    const envelope = { from: settings['provider.sender-address'], to: mail.to };
    const outcome = await sendOne(config(), envelope, bytes);
    if (outcome.outcome === 'accepted') {
      const data = { sentAt: ctx.now(), failure: null, attempts: { increment: 1 } };
      await ctx.db.systemMail.updateMany({ where: { id, sentAt: null }, data });
      return;
    }
    failure = outcome.text;
    if (outcome.outcome === 'refused') {
      const { outcome: verdict } = classifyOutcome(outcome);
      lasting = verdict === 'bounced' || verdict === 'failed';
    }
  } catch (error) {
    failure = error instanceof Error ? error.message : String(error);
    lasting = error instanceof InvalidInput;
  }
  await ctx.db.systemMail.updateMany({
    where: { id, sentAt: null },
    data: { failure: failure.slice(0, 1000), attempts: { increment: 1 } },
  });
  if (!lasting) throw new MailDeferred(failure);
}
