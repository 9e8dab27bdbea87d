import { inTransaction } from '#server/db/client.ts';
import type { TenantCtx } from '#server/lib/context.ts';
import { Conflict, InvalidInput, InvalidState } from '#server/lib/errors.ts';
import { audit } from '../audit/index.ts';
import { draftOf, findForm, reviewFacts } from './find-form.ts';
import { reviewForm } from './review-form.ts';
import type { PublishedDefinition } from './schemas.ts';

/**
 * Shows visitors the revision that is being edited, and keeps it as a version for the evidence. Refused (`form-incomplete`) while
 * an error stands, and as Conflict when somebody has saved since the page was read.
 */
export async function publishForm(
  ctx: TenantCtx,
  input: { id: string; revision: number },
): Promise<{ revision: number }> {
  return inTransaction(ctx, async (tx) => {
    const form = await findForm(tx, input.id);
    if (form.revision !== input.revision) throw new Conflict({ what: 'form', revision: form.revision });
    const definition = draftOf(form);
    const facts = await reviewFacts(tx);
    const error = reviewForm(definition, facts).find(({ severity }) => severity === 'error');
    if (error) throw new InvalidInput({ reason: 'form-incomplete', code: error.code, about: error.about });
    const { provider, workspace } = facts;
    const attributes = definition.fields.flatMap((field) => {
      const found = field.kind === 'attribute' && facts.attributes.get(field.key);
      return found && field.kind === 'attribute'
        ? [
            {
              key: field.key,
              type: found.type as PublishedDefinition['attributes'][number]['type'],
              choices: [...found.choices],
            },
          ]
        : [];
    });
    const shown: PublishedDefinition = { definition, attributes, provider, workspace };
    const { revision, id } = form;
    const now = ctx.now();
    const again = await tx.db.formVersion.findFirst({ where: { formId: id, revision }, select: { revision: true } });
    if (!again) {
      await tx.db.formVersion.create({
        data: {
          workspaceId: ctx.workspace.id,
          formId: id,
          revision,
          publishedAt: now,
          actorName: ctx.actor.name,
          definition: shown,
        },
      });
    }
    await tx.db.form.updateMany({
      where: { id },
      data: {
        publishedRevision: revision,
        ...(form.state === 'published' ? {} : { state: 'published', stateAt: now }),
      },
    });
    await audit(tx, {
      action: 'forms.publish',
      subject: { kind: 'form', id, name: form.name },
      before: { revision: form.publishedRevision },
      after: { revision },
    });
    return { revision };
  });
}

/** Closes a published form: visitors are told so, on every site that carries it. Sent links still confirm. */
export async function withdrawForm(ctx: TenantCtx, input: { id: string }): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const form = await findForm(tx, input.id);
    const { count } = await tx.db.form.updateMany({
      where: { id: input.id, state: 'published' },
      data: { state: 'withdrawn', stateAt: ctx.now() },
    });
    if (count !== 1) throw new InvalidState({ reason: 'form-not-published' });
    await audit(tx, { action: 'forms.withdraw', subject: { kind: 'form', id: input.id, name: form.name } });
  });
}
