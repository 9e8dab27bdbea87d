import { sql, tenantExecute, tenantRows } from '#server/db/sql.ts';
import type { TenantCtx } from '#server/lib/context.ts';
import type { AttributeValue } from './attribute-values.ts';
import { insertContacts, restoreParts, wholeContact } from './bulk.sql.ts';
import type { TrackingLevel } from './schemas.ts';

/** A contact as JSON has it, with what goes with it. */
export type WholeContact = {
  contact: {
    id: string;
    address: string;
    addressKey: string;
    firstName: string;
    lastName: string;
    language: string | null;
    attributes: Record<string, AttributeValue>;
    trackOpens: TrackingLevel | null;
    trackClicks: TrackingLevel | null;
  };
  groups: string[];
  subscriptions: {
    topicId: string;
    state: 'pending' | 'subscribed' | 'unsubscribed';
    stateAt: string;
    evidenceId: string | null;
  }[];
};

/** Holds contacts to the transaction's end, in one order whoever asks. */
export async function lockContacts(ctx: TenantCtx, ids: string[]): Promise<void> {
  await tenantRows(
    ctx,
    sql`SELECT id FROM contacts WHERE "workspaceId" = ${ctx.workspace.id}::uuid AND id = ANY(${ids}::uuid[]) ORDER BY id FOR UPDATE`,
  );
}

/** Its timeline and evidence are not in it: they stay where they are, as the survivor's history. */
export async function snapshotOf(ctx: TenantCtx, id: string): Promise<WholeContact | null> {
  const ws = sql`${ctx.workspace.id}::uuid`;
  type Stored = Omit<WholeContact, 'groups' | 'subscriptions'> & {
    [K in 'groups' | 'subscriptions']: WholeContact[K] | null;
  };
  const rows = await tenantRows<{ whole: Stored }>(
    ctx,
    sql`SELECT ${wholeContact(ws)} - 'changes' - 'evidence' AS whole FROM contacts c WHERE c."workspaceId" = ${ws} AND c.id = ${id}::uuid`,
  );
  const whole = rows[0]?.whole;
  return whole ? { ...whole, groups: whole.groups ?? [], subscriptions: whole.subscriptions ?? [] } : null;
}

/** Writes a contact again as its snapshot has it. */
export async function bringBack(ctx: TenantCtx, whole: WholeContact): Promise<void> {
  const ws = sql`${ctx.workspace.id}::uuid`;
  const text = JSON.stringify(whole);
  await tenantRows(ctx, insertContacts(ws, sql`SELECT ${text}::jsonb->'contact' AS was`));
  await restoreParts(ctx, sql`SELECT ${whole.contact.id}::uuid AS "contactId", ${text}::jsonb AS before`);
}

/** All contacts whose history one shows: its own id, and those that were merged into it, at any remove. */
export async function historyIds(ctx: TenantCtx, contactId: string): Promise<string[]> {
  const rows = await tenantRows<{ id: string }>(
    ctx,
    sql`WITH RECURSIVE of AS (
        SELECT ${contactId}::uuid AS id
        UNION
        SELECT m."mergedId" FROM contact_merges m JOIN of ON m."survivorId" = of.id
        WHERE m."workspaceId" = ${ctx.workspace.id}::uuid AND m."undoneAt" IS NULL
      ) SELECT id FROM of LIMIT 100`,
  );
  return rows.map(({ id }) => id);
}

/** The contact that a merged one lives on in; its own id where it was merged into none. */
export async function livingId(ctx: TenantCtx, contactId: string): Promise<string> {
  const rows = await tenantRows<{ id: string }>(
    ctx,
    sql`WITH RECURSIVE onto AS (
        SELECT ${contactId}::uuid AS id, 0 AS step
        UNION
        SELECT m."survivorId", onto.step + 1 FROM contact_merges m JOIN onto ON m."mergedId" = onto.id
        WHERE m."workspaceId" = ${ctx.workspace.id}::uuid AND m."undoneAt" IS NULL AND onto.step < 20
      ) SELECT id FROM onto ORDER BY step DESC LIMIT 1`,
  );
  return rows[0]?.id ?? contactId;
}

/** Drops what a contact's undoable past keeps of it. */
export async function forgetBefores(ctx: TenantCtx, contactIds: string[]): Promise<void> {
  await tenantExecute(
    ctx,
    sql`DELETE FROM contact_befores WHERE "workspaceId" = ${ctx.workspace.id}::uuid AND "contactId" = ANY(${contactIds}::uuid[])`,
  );
}
