import type { Prisma } from '#server/db/generated/client.ts';
import type { TenantCtx } from '#server/lib/context.ts';
import { uuid7 } from '#server/lib/uuid.ts';

/** Keeps the proof of one person's consent (H20): its words, source, time and address. Answers its id. */
export async function keepEvidence(
  ctx: TenantCtx,
  input: { source: 'manual' | 'form' | 'link' | 'demo'; text: string; detail?: Prisma.InputJsonObject },
): Promise<string> {
  const id = uuid7(ctx.now().getTime());
  await ctx.db.evidence.create({
    data: {
      workspaceId: ctx.workspace.id,
      id,
      source: input.source,
      at: ctx.now(),
      text: input.text,
      address: ctx.request?.address ?? null,
      detail: { by: ctx.actor.name, ...input.detail },
    },
  });
  return id;
}
