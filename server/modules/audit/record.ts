import type { Prisma } from '#server/db/generated/client.ts';
import type { AnyCtx, TenantCtx } from '#server/lib/context.ts';
import { uuid7 } from '#server/lib/uuid.ts';

export type AuditInput = {
  /** `module.verb`, e.g. `campaigns.schedule`. */
  action: string;
  subject: { kind: string; id?: string; name?: string };
  before?: Record<string, unknown>;
  after?: Record<string, unknown>;
  /** For the console's acts on one customer; a tenant context names its own. */
  workspaceId?: string;
};

const isTenant = (ctx: AnyCtx): ctx is TenantCtx => 'workspace' in ctx;

/** JSON without what JSON can't hold: dates become ISO 8601, bigints strings. */
const plain = (value: Record<string, unknown>): Prisma.InputJsonObject =>
  JSON.parse(JSON.stringify(value, (_, inner) => (typeof inner === 'bigint' ? String(inner) : inner)));

/** Writes one audit row with the context's actor and device. Call it inside the transaction of the change. */
export async function audit(ctx: AnyCtx, input: AuditInput): Promise<void> {
  const { actor, request } = ctx;
  const workspaceId = isTenant(ctx) ? ctx.workspace.id : (input.workspaceId ?? null);
  const data: Prisma.AuditEntryUncheckedCreateInput = {
    id: uuid7(ctx.now().getTime()),
    workspaceId,
    at: ctx.now(),
    actorKind: actor.kind,
    actorId: 'id' in actor ? actor.id : null,
    actorName: actor.name,
    action: input.action,
    subjectKind: input.subject.kind,
    subjectId: input.subject.id ?? null,
    subjectName: input.subject.name ?? null,
    sessionId: actor.kind === 'person' ? actor.sessionId : null,
    address: request?.address ?? null,
    agent: request?.agent ?? null,
    requestId: request?.id ?? null,
    ...(input.before ? { before: plain(input.before) } : {}),
    ...(input.after ? { after: plain(input.after) } : {}),
  };
  await ctx.db.auditEntry.create({ data });
}
