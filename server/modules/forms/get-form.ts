import { linkOrigin } from '#server/config/hosts.ts';
import type { TenantCtx } from '#server/lib/context.ts';
import { providerSettings } from '../workspaces/index.ts';
import { defaultPrivacy, defaultTracking } from './default-form.ts';
import { draftOf, findForm, reviewFacts } from './find-form.ts';
import { formFigures } from './forms.sql.ts';
import { plainForm } from './plain-form.ts';
import { reviewForm } from './review-form.ts';
import { publishedDefinition } from './schemas.ts';
import { formWords, viewOf } from './view-of.ts';

/** The public addresses of a form: all that a site needs to carry it. */
export function addressesOf(ctx: TenantCtx, publicId: string) {
  const origin = linkOrigin(ctx.workspace.slug);
  return { origin, page: `${origin}/f/${publicId}`, script: `${origin}/embed/${publicId}.js` };
}

/** Everything that the pages of one form show. */
export async function getForm(ctx: TenantCtx, input: { id: string }) {
  const form = await findForm(ctx, input.id);
  const { id, name, state, stateAt, publicId, revision, publishedRevision, allowedSites, updatedAt } = form;
  const [settings, facts, versions, figures] = await Promise.all([
    providerSettings(ctx),
    reviewFacts(ctx),
    ctx.db.formVersion.findMany({
      where: { formId: id },
      orderBy: { revision: 'desc' },
      take: 50,
      select: { revision: true, publishedAt: true, actorName: true, definition: true },
    }),
    formFigures(ctx, [id]),
  ]);
  const definition = draftOf(form);
  const published = versions.find((one) => one.revision === publishedRevision);
  const addresses = addressesOf(ctx, publicId);
  const shown = published && publishedDefinition.parse(published.definition);
  const { language } = definition;
  return {
    id,
    name,
    state,
    stateAt,
    publicId,
    revision,
    publishedRevision,
    allowedSites,
    updatedAt,
    definition,
    issues: reviewForm(definition, facts),
    addresses,
    /** The form as plain HTML, of the published version. */
    html:
      shown && published
        ? plainForm(viewOf(shown, { publicId, revision: published.revision, action: addresses.page }))
        : null,
    versions: versions.map(({ definition: _, ...version }) => version),
    figures: figures.get(id) ?? { pending: 0, confirmed: 0, expired: 0 },
    pendingDays: settings['retention.opt-in-pending-days'],
    names: { provider: facts.provider, workspace: facts.workspace },
    defaults: { privacy: defaultPrivacy(language), tracking: defaultTracking(language) },
    words: formWords(language),
  };
}
