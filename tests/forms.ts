import { systemDb } from '#server/db/client.ts';
import type { PublicCtx, TenantCtx } from '#server/lib/context.ts';
import { createLog } from '#server/lib/log.ts';
import {
  createForm,
  findPublicForm,
  type PublicForm,
  publishForm,
  saveForm,
  setSites,
} from '#server/modules/forms/index.ts';
import { type FormDefinition, formDefinition } from '#server/modules/forms/schemas.ts';

/** A visitor, or whoever holds a link. */
export function publicCtx(now: () => Date = () => new Date(), address = '203.0.113.7'): PublicCtx {
  return {
    kind: 'public',
    actor: { kind: 'public', name: 'Modulo' },
    db: systemDb(),
    log: createLog('test'),
    now,
    request: { id: '', address, agent: 'Prova/1.0' },
  };
}

/** A published form; `change` edits the definition first. */
export async function publishedForm(
  ctx: TenantCtx,
  options: { change?: (form: FormDefinition) => FormDefinition; sites?: string[]; name?: string } = {},
): Promise<PublicForm> {
  const { id } = await createForm(ctx, { name: options.name ?? 'Sito', language: 'it' });
  const made = await ctx.db.form.findFirstOrThrow({ where: { id } });
  let { revision } = made;
  if (options.change) {
    const definition = options.change(formDefinition.parse(made.definition));
    revision = (await saveForm(ctx, { id, revision, definition })).revision;
  }
  if (options.sites) await setSites(ctx, { id, sites: options.sites });
  await publishForm(ctx, { id, revision });
  const found = await findPublicForm(publicCtx(ctx.now), made.publicId);
  if (!found) throw new Error('the form was not published');
  return found;
}
