import type { TenantCtx } from '#server/lib/context.ts';
import type { Page } from '#shared/paging.ts';
import { audit } from '../audit/index.ts';
import { contactDetail, contactTimeline } from '../contacts/index.ts';
import { deliveriesOfContact } from '../deliveries/index.ts';
import { eventsOfContact } from '../tracking/index.ts';

const PAGE = 200;
/** What one person ever got and did stays far below it. */
const MOST = 20_000;

type Read<T> = (page: { limit: number; cursor: string | null }) => Promise<Page<T>>;

async function all<T>(read: Read<T>): Promise<T[]> {
  const rows: T[] = [];
  for (let cursor: string | null = null; rows.length < MOST; ) {
    const page: Page<T> = await read({ limit: PAGE, cursor });
    rows.push(...page.rows);
    cursor = page.next;
    if (cursor === null) break;
  }
  return rows;
}

/**
 * Everything that is known of one contact, for its right of access (GDPR, art. 15): data, consents with their proofs, every change,
 * message and event. Who asked is audited.
 */
export async function contactData(ctx: TenantCtx, input: { contactId: string }) {
  const { contactId } = input;
  const contact = await contactDetail(ctx, { id: contactId });
  const changes = await all((page) => contactTimeline(ctx, { id: contactId, ...page }));
  const messages = await all((page) => deliveriesOfContact(ctx, { contactId, ...page }));
  const events = await all((page) => eventsOfContact(ctx, { contactId, ...page }));
  await audit(ctx, { action: 'contacts.export-one', subject: { kind: 'contact', id: contactId } });
  return { exportedAt: ctx.now(), workspace: ctx.workspace.name, contact, changes, messages, events };
}
