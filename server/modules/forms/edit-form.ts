import { randomInt } from 'node:crypto';
import type { z } from 'zod';
import { inTransaction } from '#server/db/client.ts';
import type { TenantCtx } from '#server/lib/context.ts';
import { Conflict, InvalidState, NotFound } from '#server/lib/errors.ts';
import { uuid7 } from '#server/lib/uuid.ts';
import { audit } from '../audit/index.ts';
import { defaultForm } from './default-form.ts';
import { draftOf, findForm, issuesOf } from './find-form.ts';
import type { createFormInput, FormIssue, SaveFormInput, setSitesInput } from './schemas.ts';

const LETTERS = 'abcdefghjkmnpqrstuvwxyz23456789';
/** 31^12: not to be guessed, and short enough to be read out. */
const freshPublicId = () => Array.from({ length: 12 }, () => LETTERS[randomInt(LETTERS.length)]).join('');

/** A draft that could be published as it is, to the default topic. */
export async function createForm(ctx: TenantCtx, input: z.infer<typeof createFormInput>): Promise<{ id: string }> {
  return inTransaction(ctx, async (tx) => {
    const topic = await tx.db.topic.findFirst({ where: { isDefault: true }, select: { id: true } });
    if (!topic) throw new NotFound({ what: 'topic' });
    const now = ctx.now();
    const id = uuid7(now.getTime());
    await tx.db.form.create({
      data: {
        workspaceId: ctx.workspace.id,
        id,
        publicId: freshPublicId(),
        name: input.name,
        stateAt: now,
        definition: defaultForm(input.language, [topic.id]),
        allowedSites: [],
        createdAt: now,
        updatedAt: now,
        createdBy: ctx.actor.kind === 'person' ? ctx.actor.id : null,
      },
    });
    await audit(tx, { action: 'forms.create', subject: { kind: 'form', id, name: input.name } });
    return { id };
  });
}

/** Another draft with the same definition and sites. */
export async function duplicateForm(ctx: TenantCtx, input: { id: string; name: string }): Promise<{ id: string }> {
  return inTransaction(ctx, async (tx) => {
    const original = await findForm(tx, input.id);
    const { id } = await createForm(tx, { name: input.name, language: draftOf(original).language });
    await tx.db.form.updateMany({
      where: { id },
      data: { definition: draftOf(original), allowedSites: original.allowedSites },
    });
    return { id };
  });
}

export type SavedForm = { revision: number; savedAt: Date; issues: FormIssue[] };

/**
 * Keeps what the builder holds; not audited. Compare-and-set on the revision: Conflict `{revision}` with the one stored when somebody
 * else has saved since. Visitors go on seeing the published version.
 */
export async function saveForm(ctx: TenantCtx, input: SaveFormInput): Promise<SavedForm> {
  const { id, revision, name, definition } = input;
  const savedAt = ctx.now();
  const { count } = await ctx.db.form.updateMany({
    where: { id, revision },
    data: {
      ...(name === undefined ? {} : { name }),
      ...(definition === undefined ? {} : { definition }),
      revision: revision + 1,
      updatedAt: savedAt,
    },
  });
  const form = await findForm(ctx, id);
  if (count !== 1) throw new Conflict({ what: 'form', revision: form.revision });
  return { revision: revision + 1, savedAt, issues: await issuesOf(ctx, draftOf(form)) };
}

/** The sites whose pages may carry the form; none: the hosted page only. Holds at once, for what is published too. */
export async function setSites(ctx: TenantCtx, input: z.infer<typeof setSitesInput>): Promise<{ sites: string[] }> {
  const sites = [...new Set(input.sites)];
  return inTransaction(ctx, async (tx) => {
    const before = await findForm(tx, input.id);
    await tx.db.form.updateMany({ where: { id: input.id }, data: { allowedSites: sites } });
    await audit(tx, {
      action: 'forms.set-sites',
      subject: { kind: 'form', id: input.id, name: before.name },
      before: { sites: before.allowedSites },
      after: { sites },
    });
    return { sites };
  });
}

/** Deletes a form that nobody ever saw. InvalidState `form-published` for others: their evidence needs them. */
export async function deleteForm(ctx: TenantCtx, input: { id: string }): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const form = await findForm(tx, input.id);
    const { count } = await tx.db.form.deleteMany({ where: { id: input.id, publishedRevision: null } });
    if (count !== 1) throw new InvalidState({ reason: 'form-published' });
    await audit(tx, { action: 'forms.delete', subject: { kind: 'form', id: input.id, name: form.name } });
  });
}
