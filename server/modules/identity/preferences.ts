import type { SystemCtx } from '#server/lib/context.ts';
import { NotSignedIn } from '#server/lib/errors.ts';
import type { PreferencesInput } from './schemas.ts';

/** Language and theme follow the person to every station. */
export async function setPreferences(ctx: SystemCtx, input: PreferencesInput): Promise<void> {
  if (ctx.actor.kind !== 'person') throw new NotSignedIn();
  await ctx.db.user.update({
    where: { id: ctx.actor.id },
    data: {
      ...(input.language ? { language: input.language } : {}),
      ...(input.theme ? { theme: input.theme } : {}),
    },
  });
}
