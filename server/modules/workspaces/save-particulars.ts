import { inTransaction } from '#server/db/client.ts';
import type { TenantCtx } from '#server/lib/context.ts';
import { Conflict, InvalidState, NotFound } from '#server/lib/errors.ts';
import { uuid7 } from '#server/lib/uuid.ts';
import { readTaxCode, readVatNumber } from '#shared/tax-id.ts';
import { audit } from '../audit/index.ts';
import { lockParticulars } from './particulars.sql.ts';
import { particularsChanges, readParticulars } from './particulars.ts';
import type { AnswerFlagInput, Particulars, SaveParticularsInput } from './schemas.ts';

const normalised = (reading: ReturnType<typeof readVatNumber>) => (reading.valid ? reading.normalised : '');

async function keepVersion(tx: TenantCtx, values: Particulars, by: { at: Date; actorName: string }): Promise<string> {
  const id = uuid7(by.at.getTime());
  await tx.db.particularsVersion.create({ data: { workspaceId: tx.workspace.id, id, values, ...by } });
  return id;
}

/** The state before the first change is kept too, as of the registration: by nobody in particular. */
async function keepFirst(tx: TenantCtx, before: Particulars): Promise<void> {
  const row = await tx.db.workspace.findFirst({ where: { id: tx.workspace.id }, select: { createdAt: true } });
  // Before the change that follows, whatever the clocks say: versions are ordered by their ids.
  const at = new Date(Math.min(row?.createdAt.getTime() ?? Number.POSITIVE_INFINITY, tx.now().getTime() - 1));
  await keepVersion(tx, before, { at, actorName: '' });
}

/**
 * Saves the particulars as a new version; unchanged they make none. What staff had flagged and is different now counts as mended.
 * Conflict where somebody saved since `known` was read.
 */
export async function saveParticulars(
  ctx: TenantCtx,
  input: SaveParticularsInput,
): Promise<{ version: string | null }> {
  const after: Particulars = {
    ...input.particulars,
    vatNumber: normalised(readVatNumber(input.particulars.vatNumber)),
    taxCode: normalised(readTaxCode(input.particulars.taxCode)),
  };
  return inTransaction(ctx, async (tx) => {
    await lockParticulars(tx);
    const { particulars: before, version } = await readParticulars(tx);
    if (version !== input.known) throw new Conflict({ what: 'particulars' });
    const changes = particularsChanges(before, after);
    if (changes.length === 0) return { version };
    if (version === null) await keepFirst(tx, before);
    const orNull = Object.fromEntries(Object.entries(after).map(([name, value]) => [name, value || null]));
    await tx.db.workspace.update({
      where: { id: ctx.workspace.id },
      data: { ...orNull, name: after.name, holderKind: after.holderKind },
    });
    await tx.db.particularsFlag.updateMany({
      where: { resolvedAt: null, answer: null, field: { in: changes.map((change) => change.field) } },
      data: { answer: 'mended' },
    });
    await audit(tx, {
      action: 'workspaces.save-particulars',
      subject: { kind: 'workspace', id: ctx.workspace.id, name: after.name },
      before: Object.fromEntries(changes.map((change) => [change.field, change.before])),
      after: Object.fromEntries(changes.map((change) => [change.field, change.after])),
    });
    return { version: await keepVersion(tx, after, { at: tx.now(), actorName: tx.actor.name }) };
  });
}

/** The customer holds that a flagged particular is right as it stands. InvalidState once it was answered or closed. */
export async function confirmParticular(ctx: TenantCtx, input: AnswerFlagInput): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const flag = await tx.db.particularsFlag.findFirst({ where: { id: input.flagId } });
    if (!flag) throw new NotFound({ what: 'particulars-flag' });
    const answer = input.words === '' ? 'confirmed' : `confirmed: ${input.words}`;
    const { count } = await tx.db.particularsFlag.updateMany({
      where: { id: flag.id, answer: null, resolvedAt: null },
      data: { answer },
    });
    if (count !== 1) throw new InvalidState({ reason: 'flag-over' });
    await audit(tx, {
      action: 'workspaces.answer-flag',
      subject: { kind: 'particular', id: flag.id, name: flag.field },
      after: { answer },
    });
  });
}
