import { escapeLike, hotPool, type Sql, sql, sqlEmpty, sqlJoin, sqlRaw, tenantRowsWithin } from '#server/db/sql.ts';
import type { TenantCtx } from '#server/lib/context.ts';
import { domainOf } from '#shared/address.ts';
import { providerSettings } from '../workspaces/index.ts';
import type { SendingStatus, SkipReason } from './schemas.ts';

export type AudienceSelection = {
  topicId: string;
  /** Empty: everybody. Groups include their descendants. */
  includeGroupIds: readonly string[];
  excludeGroupIds: readonly string[];
};
export type TrackingLevels = { trackOpens: TrackingLevel; trackClicks: TrackingLevel };
type TrackingLevel = 'off' | 'aggregate' | 'individual';

/** The reasons in the order in which they are asked. The one definition that count, preview, freeze, claim and list share. */
const reasons = (certified: Sql): [Exclude<SkipReason, 'excluded-group'>, Sql][] => [
  ['blocked', sql`a."blockedAt" IS NOT NULL`],
  ['certified-mail', sql`a."certifiedAllowedAt" IS NULL AND ${certified}`],
  ['undeliverable', sql`a.deliverability = 'undeliverable'`],
  ['complained', sql`a.deliverability = 'complained'`],
  ['pending', sql`s.state = 'pending'`],
  ['unsubscribed', sql`s.state = 'unsubscribed'`],
  ['not-subscribed', sql`s."contactId" IS NULL`],
];

/**
 * Why a contact may not be sent to, or null when it may: the first of the reasons that holds. It reads the aliases `c` (contacts),
 * `a` (address_states), `s` (subscriptions to the topic); `excluded` is the test for the excluded groups, `certified` the one for certified mail.
 */
export function reasonSql(excluded: Sql, certified: Sql): Sql {
  const cases = reasons(certified).map(([reason, holds]) => sql`WHEN ${holds} THEN ${sqlRaw(`'${reason}'`)}`);
  return sql`CASE WHEN ${excluded} THEN 'excluded-group' ${sqlJoin(cases, ' ')} END`;
}

/**
 * Whether `reasonSql` would say this status (`active`: no reason), as conditions that the planner can start from: of a million contacts
 * those of a rare status are found without looking at the others.
 */
export function statusSql(status: SendingStatus, pecDomains: readonly string[]): Sql {
  const all = reasons(certifiedSql(pecDomains));
  const place = all.findIndex(([reason]) => reason === status);
  const before = place < 0 ? all : all.slice(0, place);
  // Who has no subscription has none in a state either: asked besides, the planner would not see that it is an anti-join.
  const ruled = before.filter(([, holds]) => status !== 'not-subscribed' || !holds.sql.startsWith('s.'));
  const own = all[place];
  const conditions = [
    // One condition that it can't see through: of each by itself the planner expects nobody to pass, going by the few addresses with a state.
    ...(ruled.length > 0
      ? [
          sql`NOT coalesce(${sqlJoin(
            ruled.map(([, holds]) => sql`(${holds})`),
            ' OR ',
          )}, false)`,
        ]
      : []),
    ...(status === 'certified-mail' ? [certifiedSearchSql(pecDomains)] : []),
    ...(own ? [sql`(${own[1]})`] : []),
  ];
  return sqlJoin(conditions, ' AND ');
}

/** The domain is one of the listed, or a name under it. A quarter of what one regular expression over a million rows takes. */
export function certifiedSql(domains: readonly string[]): Sql {
  if (domains.length === 0) return sql`false`;
  const listed = domains.map((domain) => domain.toLowerCase());
  const below = listed.map((domain) => `%.${escapeLike(domain)}`);
  return sql`(split_part(c."addressKey", '@', -1) = ANY(${listed}::text[]) OR c."addressKey" LIKE ANY(${below}::text[]))`;
}

/** What certified addresses have in common, for the trigram index: in `search` a space follows the address. */
function certifiedSearchSql(domains: readonly string[]): Sql {
  const patterns = domains.flatMap((domain) => {
    const escaped = escapeLike(domain.toLowerCase());
    return [`%@${escaped} %`, `%.${escaped} %`];
  });
  if (patterns.length === 0) return sql`false`;
  return sql`(${sqlJoin(
    patterns.map((pattern) => sql`c.search LIKE ${pattern}`),
    ' OR ',
  )})`;
}

/** Whether a normalised address is certified mail by the provider's list of domains. */
export function isCertifiedMail(addressKey: string, pecDomains: readonly string[]): boolean {
  const domain = domainOf(addressKey);
  return pecDomains.some((listed) => domain === listed.toLowerCase() || domain.endsWith(`.${listed.toLowerCase()}`));
}

/** Ids of the groups given and of everything below them. */
export function groupsBelow(workspaceId: string, groupIds: readonly string[]): Sql {
  return sql`(WITH RECURSIVE below AS (
      SELECT id FROM groups WHERE "workspaceId" = ${workspaceId}::uuid AND id = ANY(${[...groupIds]}::uuid[])
      UNION
      SELECT child.id FROM groups child JOIN below ON child."parentId" = below.id
      WHERE child."workspaceId" = ${workspaceId}::uuid
    ) SELECT id FROM below)`;
}

/** Ids of the contacts in the groups given and in those below them, each once. */
const membersOf = (workspaceId: string, groupIds: readonly string[]): Sql =>
  sql`(SELECT DISTINCT "contactId" FROM group_members
    WHERE "workspaceId" = ${workspaceId}::uuid AND "groupId" IN ${groupsBelow(workspaceId, groupIds)})`;

/**
 * One row for each contact that the include groups match: "contactId" uuid, "trackOpens" and "trackClicks" ("TrackingLevel":
 * the contact's own, else the workspace's default), and `reason` text: null when it may be sent to. Its values name the
 * workspace.
 */
export function audienceSql(input: AudienceSelection & { workspaceId: string; pecDomains: readonly string[] }): Sql {
  const { workspaceId, topicId, includeGroupIds, excludeGroupIds, pecDomains } = input;
  const included = includeGroupIds.length
    ? sql`JOIN ${membersOf(workspaceId, includeGroupIds)} i ON i."contactId" = c.id`
    : sqlEmpty;
  const excluded = excludeGroupIds.length
    ? sql`LEFT JOIN ${membersOf(workspaceId, excludeGroupIds)} x ON x."contactId" = c.id`
    : sqlEmpty;
  // The few certified ones are found by the index: testing the domain of each of a million is half of what this takes.
  const certified = sql`LEFT JOIN (SELECT c.id FROM contacts c WHERE c."workspaceId" = ${workspaceId}::uuid
      AND ${certifiedSearchSql(pecDomains)} AND ${certifiedSql(pecDomains)}) k ON k.id = c.id`;
  const reason = reasonSql(excludeGroupIds.length ? sql`x."contactId" IS NOT NULL` : sql`false`, sql`k.id IS NOT NULL`);
  return sql`SELECT c.id AS "contactId",
      coalesce(c."trackOpens", w."trackOpens") AS "trackOpens",
      coalesce(c."trackClicks", w."trackClicks") AS "trackClicks",
      ${reason} AS reason
    FROM contacts c ${included} ${excluded} ${certified}
    JOIN workspaces w ON w.id = c."workspaceId"
    LEFT JOIN address_states a ON a."workspaceId" = ${workspaceId}::uuid AND a."addressKey" = c."addressKey"
    LEFT JOIN subscriptions s ON s."workspaceId" = ${workspaceId}::uuid AND s."contactId" = c.id
      AND s."topicId" = ${topicId}::uuid
    WHERE c."workspaceId" = ${workspaceId}::uuid`;
}

/** `audienceSql` for the context's workspace under the provider's present rules. */
export async function audienceOf(ctx: TenantCtx, selection: AudienceSelection): Promise<Sql> {
  const pecDomains = (await providerSettings(ctx))['sending.pec-domains'];
  return audienceSql({ ...selection, workspaceId: ctx.workspace.id, pecDomains });
}

const COUNT_SECONDS = 60;

export type AudienceCount = { total: number; eligible: number; reasons: Partial<Record<SkipReason, number>> };

/** How many contacts a campaign would meet, how many of them may be sent to, and why the others may not. */
export async function countAudience(ctx: TenantCtx, selection: AudienceSelection): Promise<AudienceCount> {
  const audience = await audienceOf(ctx, selection);
  const query = sql`SELECT reason, count(*)::int AS n FROM (${audience}) audience GROUP BY reason`;
  const rows = await tenantRowsWithin<{ reason: SkipReason | null; n: number }>(ctx, COUNT_SECONDS, query);
  const reasons: AudienceCount['reasons'] = {};
  let eligible = 0;
  let total = 0;
  for (const { reason, n } of rows) {
    total += n;
    if (reason === null) eligible += n;
    else reasons[reason] = n;
  }
  return { total, eligible, reasons };
}

/** What a claim must know of a contact now. A contact that was erased has no levels left to honour: both off. */
export type Eligibility = TrackingLevels & { reason: Exclude<SkipReason, 'excluded-group'> | 'erased' | null };

/**
 * The same predicate for given contacts, at the moment of the claim: consent, suppression and existence; the groups were
 * settled at the freeze. One prepared query on the owner's pool, for the sending loop. `pecDomains` may be handed in by a caller that
 * has read the settings for its whole lease. Answers every id that was asked.
 */
export async function eligibilityOf(
  ctx: Pick<TenantCtx, 'workspace' | 'db'>,
  contactIds: readonly string[],
  topicId: string,
  pecDomains?: readonly string[],
): Promise<Map<string, Eligibility>> {
  const domains = pecDomains ?? (await providerSettings(ctx))['sending.pec-domains'];
  const workspaceId = ctx.workspace.id;
  const query = sql`SELECT c.id AS "contactId",
      coalesce(c."trackOpens", w."trackOpens") AS "trackOpens",
      coalesce(c."trackClicks", w."trackClicks") AS "trackClicks",
      ${reasonSql(sql`false`, certifiedSql(domains))} AS reason
    FROM contacts c
    JOIN workspaces w ON w.id = c."workspaceId"
    LEFT JOIN address_states a ON a."workspaceId" = ${workspaceId}::uuid AND a."addressKey" = c."addressKey"
    LEFT JOIN subscriptions s ON s."workspaceId" = ${workspaceId}::uuid AND s."contactId" = c.id
      AND s."topicId" = ${topicId}::uuid
    WHERE c."workspaceId" = ${workspaceId}::uuid AND c.id = ANY(${[...contactIds]}::uuid[])`;
  const { rows } = await hotPool().query<Eligibility & { contactId: string }>({
    name: `contacts.eligibility.${domains.length === 0 ? 'none' : 'pec'}`,
    text: query.text,
    values: [...query.values],
  });
  const found = new Map<string, Eligibility>(contactIds.map((id) => [id, erased]));
  for (const { contactId, ...eligibility } of rows) found.set(contactId, eligibility);
  return found;
}

const erased: Eligibility = { trackOpens: 'off', trackClicks: 'off', reason: 'erased' };
