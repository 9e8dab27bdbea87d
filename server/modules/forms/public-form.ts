import type { PublicCtx, TenantCtx } from '#server/lib/context.ts';
import { entitlementsOf, findWorkspace } from '../workspaces/index.ts';
import { type PublishedDefinition, publishedDefinition } from './schemas.ts';

/** A form as the public finds it, with a context narrowed to its workspace whose actor is the form. */
export type PublicForm = {
  tenant: TenantCtx;
  id: string;
  publicId: string;
  name: string;
  /** The version shown: the published one, or the older one that a page of the visitor's still holds. */
  revision: number;
  published: PublishedDefinition;
  allowedSites: string[];
  /** It was withdrawn, or its workspace may not collect: nothing is taken. */
  closed: boolean;
};

const PUBLIC_ID = /^[a-z0-9]{6,40}$/;

/** The form of a public address; null where none was ever published there. `revision`: the version that a page was made of. */
export async function findPublicForm(ctx: PublicCtx, publicId: string, revision?: number): Promise<PublicForm | null> {
  if (!PUBLIC_ID.test(publicId)) return null;
  const form = await ctx.db.form.findUnique({ where: { publicId } });
  if (!form || form.publishedRevision === null) return null;
  const wide = { ...ctx, actor: { kind: 'public' as const, name: form.name } };
  const tenant = await findWorkspace(wide, form.workspaceId);
  const known = revision !== undefined && revision <= form.publishedRevision ? revision : form.publishedRevision;
  const { id, workspaceId, publishedRevision } = form;
  // Read above workspaces, by name: a tenant's every query is a transaction, and each page view of a site comes by here.
  const [versions, workspace, entitlements] = await Promise.all([
    ctx.db.formVersion.findMany({
      where: { workspaceId, formId: id, revision: { in: [known, publishedRevision] } },
    }),
    ctx.db.workspace.findUnique({ where: { id: workspaceId }, select: { state: true } }),
    entitlementsOf(tenant),
  ]);
  const version = versions.find((one) => one.revision === known) ?? versions[0];
  if (!version) return null;
  const open =
    form.state === 'published' &&
    workspace?.state === 'active' &&
    entitlements.some(({ feature }) => feature === 'newsletter');
  return {
    tenant,
    id: form.id,
    publicId,
    name: form.name,
    revision: version.revision,
    published: publishedDefinition.parse(version.definition),
    allowedSites: form.allowedSites,
    closed: !open,
  };
}
