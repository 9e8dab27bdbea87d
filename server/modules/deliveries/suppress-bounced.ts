import type { TenantCtx } from '#server/lib/context.ts';

/** placeholder until the door has markBounced */
export async function markBounced(
  _ctx: TenantCtx,
  _input: { contactId: string; kind: 'hard'; reason: string },
): Promise<void> {}
