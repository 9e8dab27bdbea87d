import type { Form } from '#server/db/generated/client.ts';
import type { TenantCtx } from '#server/lib/context.ts';
import { NotFound } from '#server/lib/errors.ts';
import { sensitiveKind } from '../contacts/index.ts';
import { providerSettings } from '../workspaces/index.ts';
import { type ReviewFacts, reviewForm } from './review-form.ts';
import { type FormDefinition, type FormIssue, formDefinition } from './schemas.ts';

/** The workspace's form; NotFound for anybody else's. */
export async function findForm(ctx: TenantCtx, id: string): Promise<Form> {
  const form = await ctx.db.form.findFirst({ where: { id } });
  if (!form) throw new NotFound({ what: 'form' });
  return form;
}

/** What a definition is held against: names, topics, groups and attributes as they are now. */
export async function reviewFacts(ctx: TenantCtx): Promise<ReviewFacts> {
  const [settings, topics, groups, attributes] = await Promise.all([
    providerSettings(ctx),
    ctx.db.topic.findMany({ select: { id: true } }),
    ctx.db.group.findMany({ select: { id: true, name: true } }),
    ctx.db.attribute.findMany({ select: { key: true, type: true, label: true, choices: true } }),
  ]);
  return {
    provider: settings['provider.name'],
    workspace: ctx.workspace.name,
    topicIds: new Set(topics.map(({ id }) => id)),
    groups: new Map(groups.map(({ id, name }) => [id, name])),
    attributes: new Map(attributes.map(({ key, ...shape }) => [key, shape])),
    sensitive: (label) => sensitiveKind(label) !== null,
  };
}

/** A definition's issues, as publishing would find them now. */
export async function issuesOf(ctx: TenantCtx, definition: FormDefinition): Promise<FormIssue[]> {
  return reviewForm(definition, await reviewFacts(ctx));
}

/** The definition that is being edited. */
export const draftOf = (form: Pick<Form, 'definition'>): FormDefinition => formDefinition.parse(form.definition);
