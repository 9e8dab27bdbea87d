import { inTransaction } from '#server/db/client.ts';
import type { TenantCtx } from '#server/lib/context.ts';
import { uuid7 } from '#server/lib/uuid.ts';
import { audit } from '../audit/index.ts';
import { providerSettings } from '../workspaces/index.ts';
import { groupIdsBelow, keepMembers, lockGroups, putMembersBack } from './groups.sql.ts';
import { depthOf, groupOf, MAX_DEPTH } from './groups.ts';
import type { RecordedAct } from './schemas.ts';

type DeletedGroups = Extract<RecordedAct, { kind: 'delete-group' }>;
type DeletedGroup = DeletedGroups['groups'][number];

/** Of a group with very many contacts. */
const TIMEOUT = { timeoutMs: 300_000 };

/**
 * Deletes a group and everything below it; the contacts stay. Kept among the acts on many, so that it can be taken back for as long as
 * they can. Answers how many groups went, and the act's id.
 */
export async function deleteGroup(
  ctx: TenantCtx,
  input: { id: string },
): Promise<{ deleted: number; actionId: string }> {
  const hours = (await providerSettings(ctx))['retention.undo-hours'];
  const work = async (tx: TenantCtx) => {
    await lockGroups(tx);
    const { name, parentId } = await groupOf(tx, input.id);
    const ids = await groupIdsBelow(tx, input.id);
    const found = await tx.db.group.findMany({
      where: { id: { in: ids } },
      select: { id: true, parentId: true, name: true, position: true, createdAt: true },
    });
    const isTop = ({ id }: DeletedGroup) => Number(id === input.id);
    const groups = found.toSorted((one, other) => isTop(other) - isTop(one));
    const at = tx.now();
    const actionId = uuid7(at.getTime());
    const changed = await keepMembers(tx, actionId, ids);
    const act: RecordedAct = { kind: 'delete-group', groups };
    await tx.db.bulkAction.create({
      data: {
        workspaceId: tx.workspace.id,
        id: actionId,
        kind: act.kind,
        input: JSON.parse(JSON.stringify(act)),
        selection: {},
        state: 'finished',
        stateAt: at,
        total: changed,
        done: changed,
        changed,
        createdAt: at,
        createdBy: tx.actor.kind === 'person' ? tx.actor.id : null,
        actorName: tx.actor.name,
        finishedAt: at,
        undoUntil: new Date(at.getTime() + hours * 3_600_000),
      },
    });
    // All in one statement: the key of the tree is checked at its end, whatever the order of the rows.
    const { count } = await tx.db.group.deleteMany({ where: { id: { in: ids } } });
    await audit(tx, {
      action: 'contacts.delete-group',
      subject: { kind: 'group', id: input.id, name },
      before: { parentId, groups: count },
    });
    return { deleted: count, actionId };
  };
  return inTransaction(ctx, work, TIMEOUT);
}

/**
 * Brings deleted groups back, as themselves, so that forms, filters and campaigns that name them mean them again, with the contacts that
 * are still there. Where the place is gone they stand at the root; where the name is taken by now they get a number. Answers how many
 * contacts are in them again.
 */
export async function restoreGroups(ctx: TenantCtx, actionId: string, { groups }: DeletedGroups): Promise<number> {
  const [top, ...below] = groups;
  if (!top) return 0;
  const work = async (tx: TenantCtx) => {
    await lockGroups(tx);
    // Run again after a death of the process: what is back is back.
    if (!(await tx.db.group.findFirst({ where: { id: top.id }, select: { id: true } }))) {
      const parentId = (await placeThere(tx, top.parentId, heightOf(groups))) ? top.parentId : null;
      const back = [{ ...top, parentId, name: await freeName(tx, top.name, parentId) }, ...below];
      await tx.db.group.createMany({ data: back.map((group) => ({ ...group, workspaceId: tx.workspace.id })) });
    }
    return putMembersBack(tx, actionId);
  };
  return inTransaction(ctx, work, TIMEOUT);
}

/** How many levels groups take that hang together, the topmost first. */
function heightOf(groups: readonly DeletedGroup[]): number {
  const above = new Map(groups.map(({ id, parentId }) => [id, parentId]));
  const levelOf = (id: string): number => {
    const parentId = above.get(id);
    return parentId && above.has(parentId) ? levelOf(parentId) + 1 : 1;
  };
  return Math.max(...groups.map(({ id }) => levelOf(id)));
}

/** Whether a parent is still there, and not so deep by now that a group of that height would be too deep. */
async function placeThere(ctx: TenantCtx, parentId: string | null, height: number): Promise<boolean> {
  if (parentId === null) return true;
  const parent = await ctx.db.group.findFirst({ where: { id: parentId }, select: { id: true } });
  return parent !== null && (await depthOf(ctx, parentId)) + height <= MAX_DEPTH;
}

/** The name, with a number behind it where a sibling has it by now. */
async function freeName(ctx: TenantCtx, name: string, parentId: string | null): Promise<string> {
  const siblings = await ctx.db.group.findMany({ where: { parentId }, select: { name: true } });
  const taken = new Set(siblings.map((sibling) => sibling.name.toLowerCase()));
  let free = name;
  for (let number = 2; taken.has(free.toLowerCase()); number++) free = `${name.slice(0, 74)} (${number})`;
  return free;
}
