import { randomBytes } from 'node:crypto';
import { inTransaction, tenantDb } from '#server/db/client.ts';
import { narrowTo, type TenantCtx, type WideCtx } from '#server/lib/context.ts';
import { uuid7 } from '#server/lib/uuid.ts';
import { audit } from '../audit/index.ts';

export type NewWorkspace = {
  name: string;
  slug?: string;
  language?: string;
  timezone?: string;
  holderKind?: 'company' | 'person';
  vatNumber?: string | null;
  taxCode?: string | null;
};

/** Letters and digits of a name as a URL segment; at most 40 characters. */
export function slugOf(name: string): string {
  const ascii = name.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();
  return (
    ascii
      .replaceAll(/[^a-z0-9]+/g, '-')
      .replaceAll(/^-+|-+$/g, '')
      .slice(0, 40) || 'workspace'
  );
}

/** Makes a workspace, with its default topic. A slug that is taken gets a short random ending. */
export async function createWorkspace(ctx: WideCtx, input: NewWorkspace): Promise<TenantCtx> {
  return inTransaction(ctx, async (tx) => {
    const wanted = input.slug ?? slugOf(input.name);
    const taken = await tx.db.workspace.findUnique({ where: { slug: wanted }, select: { id: true } });
    const slug = taken ? `${wanted}-${randomBytes(2).toString('hex')}` : wanted;
    const workspace = await tx.db.workspace.create({
      data: {
        id: uuid7(tx.now().getTime()),
        slug,
        name: input.name,
        stateAt: tx.now(),
        language: input.language ?? 'it',
        timezone: input.timezone ?? 'Europe/Rome',
        holderKind: input.holderKind ?? 'company',
        vatNumber: input.vatNumber ?? null,
        taxCode: input.taxCode ?? null,
      },
    });
    await tx.db.topic.create({ data: { workspaceId: workspace.id, name: 'Newsletter', isDefault: true } });
    await audit(tx, {
      action: 'workspaces.create',
      subject: { kind: 'workspace', id: workspace.id, name: workspace.name },
      workspaceId: workspace.id,
    });
    return workspace;
  }).then((workspace) => narrowTo(ctx, workspace, tenantDb));
}
