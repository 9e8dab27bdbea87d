import type { TenantCtx } from '#server/lib/context.ts';
import { NotFound } from '#server/lib/errors.ts';

/** The workspace's topics, the default one first. */
export function listTopics(ctx: TenantCtx) {
  return ctx.db.topic.findMany({
    select: { id: true, name: true, isDefault: true },
    orderBy: [{ isDefault: 'desc' }, { name: 'asc' }],
  });
}

/** The topic that holds where none is named. */
export async function defaultTopic(ctx: TenantCtx): Promise<{ id: string; name: string }> {
  const topic = await ctx.db.topic.findFirst({ where: { isDefault: true }, select: { id: true, name: true } });
  if (!topic) throw new NotFound({ what: 'topic' });
  return topic;
}
