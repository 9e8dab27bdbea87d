import pg from 'pg';
import { env } from '#server/config/env.ts';
import { inTransaction } from '#server/db/client.ts';
import type { Prisma } from '#server/db/generated/client.ts';
import type { TenantCtx } from '#server/lib/context.ts';
import { uuid7 } from '#server/lib/uuid.ts';
import { moveCampaign } from '#server/modules/campaigns/index.ts';
import { freezeAudience } from '#server/modules/deliveries/index.ts';
import { newBlock } from '#shared/document/new-block.ts';
import { emptyDocument } from '#shared/document/presets.ts';

/** One statement on the test's own database. */
export async function query<T extends pg.QueryResultRow>(text: string, values: unknown[] = []): Promise<T[]> {
  const client = new pg.Client({ connectionString: env().DATABASE_URL });
  await client.connect();
  try {
    return (await client.query<T>(text, values)).rows;
  } finally {
    await client.end();
  }
}

/** `n` contacts named `p1@HOST` …, subscribed to the default topic. */
export async function addContacts(ctx: TenantCtx, n: number, host = 'lettori.example'): Promise<void> {
  const { id } = ctx.workspace;
  await query(
    `WITH made AS (
       INSERT INTO contacts ("workspaceId", id, address, "addressKey", "firstName", "lastName", attributes, "updatedAt")
       SELECT $1, uuidv7(), 'p' || i || '@' || $3, 'p' || i || '@' || $3, 'Nome' || i, 'Cognome' || i, '{"citta":"Pavia"}', now()
       FROM generate_series(1, $2) i RETURNING id
     )
     INSERT INTO subscriptions ("workspaceId", "contactId", "topicId", state, "stateAt", basis)
     SELECT $1, made.id, t.id, 'subscribed', now(), 'consent' FROM made, topics t WHERE t."workspaceId" = $1 AND t."isDefault"`,
    [id, n, host],
  );
}

/** A newsletter of about `kilobytes` of text, with a link and a greeting by name. */
export function sampleDocument(kilobytes = 1): Prisma.InputJsonValue {
  const document = emptyDocument('it');
  const text = newBlock('text', 't1', 'it');
  if (text.type !== 'text') throw new Error('not a text block');
  const words = 'Il fiume, le sponde, i ponti: una passeggiata tra i pioppi al tramonto di settembre. ';
  const paragraph = (content: unknown[]) => ({ type: 'paragraph', content });
  const greeting = paragraph([
    { type: 'text', text: 'Ciao ' },
    { type: 'variable', attrs: { name: 'contact.firstName', fallback: 'amica o amico' } },
    { type: 'text', text: ', leggi ' },
    { type: 'text', text: 'qui', marks: [{ type: 'link', attrs: { href: 'https://lungofiume.example/agenda' } }] },
  ]);
  const paragraphs = Array.from({ length: Math.max(1, Math.round((kilobytes * 1024) / 2 / 850)) }, () =>
    paragraph([{ type: 'text', text: words.repeat(10).trim() }]),
  );
  const content = { type: 'doc', content: [greeting, ...paragraphs] };
  return { ...document, blocks: [{ ...text, text: content }] } as unknown as Prisma.InputJsonValue;
}

/** The domain that the campaigns here are sent from. */
export async function verifySampleDomain(ctx: TenantCtx): Promise<void> {
  await query(
    `INSERT INTO sending_domains ("workspaceId", id, domain, "verifiedAt") VALUES ($1, uuidv7(), 'lungofiume.example', now())
     ON CONFLICT DO NOTHING`,
    [ctx.workspace.id],
  );
}

/** A campaign to everybody, scheduled for now. */
export async function scheduledCampaign(ctx: TenantCtx, document = sampleDocument()): Promise<string> {
  const topic = await ctx.db.topic.findFirstOrThrow({ where: { isDefault: true } });
  await verifySampleDomain(ctx);
  const id = uuid7();
  await ctx.db.campaign.create({
    data: {
      workspaceId: ctx.workspace.id,
      id,
      name: 'Notizie dal fiume',
      stateAt: ctx.now(),
      subject: 'Notizie per {{ contact.firstName | "te" }}',
      fromName: 'Lungofiume',
      fromAddress: 'notizie@lungofiume.example',
      topicId: topic.id,
      includeGroupIds: [],
      excludeGroupIds: [],
      document,
    },
  });
  await inTransaction(ctx, (tx) => moveCampaign(tx, id, 'scheduled', { data: { scheduledAt: tx.now() } }));
  return id;
}

/** The same with its audience in the ledger: `sending`. */
export async function frozenCampaign(ctx: TenantCtx, document?: Prisma.InputJsonValue): Promise<string> {
  const id = await scheduledCampaign(ctx, document);
  await inTransaction(ctx, (tx) => moveCampaign(tx, id, 'freezing'));
  await freezeAudience(ctx, id);
  return id;
}
