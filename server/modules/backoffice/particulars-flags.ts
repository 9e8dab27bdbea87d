import { createTranslator } from 'next-intl';
import { parseLanguage } from '#i18n/languages.ts';
import { loadMessages } from '#i18n/namespaces.ts';
import { inTransaction } from '#server/db/client.ts';
import type { StaffCtx } from '#server/lib/context.ts';
import { InvalidState, NotFound } from '#server/lib/errors.ts';
import { uuid7 } from '#server/lib/uuid.ts';
import { audit } from '../audit/index.ts';
import { queueSystemMail } from '../notifications/index.ts';
import { findWorkspace, particularsHistory } from '../workspaces/index.ts';
import type { FlagParticularInput } from '../workspaces/schemas.ts';

/** A customer's particulars as staff see them: what was flagged, what the customer answered, and how they came to be as they are. */
export async function customerParticulars(ctx: StaffCtx, workspaceId: string) {
  const tenant = await findWorkspace(ctx, workspaceId);
  const [flags, history] = await Promise.all([
    ctx.db.particularsFlag.findMany({
      where: { workspaceId },
      select: { id: true, field: true, reason: true, at: true, staffName: true, answer: true, resolvedAt: true },
      orderBy: { id: 'desc' },
      take: 50,
    }),
    particularsHistory(tenant),
  ]);
  return { flags, history };
}

/** The owners are written to, each in their own language. */
async function tellOwners(tx: StaffCtx, workspaceId: string, flag: { field: string; reason: string }): Promise<void> {
  const { workspace } = await findWorkspace(tx, workspaceId);
  const owners = await tx.db.membership.findMany({
    where: { workspaceId, role: 'owner' },
    select: { user: { select: { email: true, language: true } } },
    take: 20,
  });
  for (const { user } of owners) {
    const locale = parseLanguage(user.language);
    const messages = await loadMessages(locale);
    const t = createTranslator({ locale, messages, namespace: 'members.particulars.fields' });
    await queueSystemMail(tx, {
      kind: 'particulars-flagged',
      to: user.email,
      language: locale,
      workspaceId,
      data: { workspace: workspace.name, slug: workspace.slug, field: t(flag.field as 'name'), reason: flag.reason },
    });
  }
}

/** Staff hold a particular to be false or outdated. InvalidState while the same one is flagged already. */
export async function flagParticular(ctx: StaffCtx, input: FlagParticularInput): Promise<{ id: string }> {
  const { workspaceId, field, reason } = input;
  await findWorkspace(ctx, workspaceId);
  return inTransaction(ctx, async (tx) => {
    const open = await tx.db.particularsFlag.findFirst({ where: { workspaceId, field, resolvedAt: null } });
    if (open) throw new InvalidState({ reason: 'flag-open' });
    const id = uuid7(tx.now().getTime());
    await tx.db.particularsFlag.create({
      data: { workspaceId, id, field, reason, at: tx.now(), staffName: tx.actor.name },
    });
    await audit(tx, {
      action: 'workspaces.flag-particular',
      subject: { kind: 'particular', id, name: field },
      workspaceId,
      after: { reason },
    });
    await tellOwners(tx, workspaceId, { field, reason });
    return { id };
  });
}

/** Staff are done with a flag, whatever was answered. InvalidState once it is closed. */
export async function closeFlag(ctx: StaffCtx, input: { workspaceId: string; flagId: string }): Promise<void> {
  const { workspaceId, flagId: id } = input;
  await inTransaction(ctx, async (tx) => {
    const flag = await tx.db.particularsFlag.findUnique({ where: { workspaceId_id: { workspaceId, id } } });
    if (!flag) throw new NotFound({ what: 'particulars-flag' });
    const { count } = await tx.db.particularsFlag.updateMany({
      where: { workspaceId, id, resolvedAt: null },
      data: { resolvedAt: tx.now() },
    });
    if (count !== 1) throw new InvalidState({ reason: 'flag-over' });
    await audit(tx, {
      action: 'workspaces.close-flag',
      subject: { kind: 'particular', id, name: flag.field },
      workspaceId,
      after: { answer: flag.answer },
    });
  });
}
