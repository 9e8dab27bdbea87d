import { type Sql, sql, tenantRowsWithin } from '#server/db/sql.ts';
import type { TenantCtx } from '#server/lib/context.ts';
import type { AttributeValue } from './attribute-values.ts';
import { largeCounts } from './large-counts.sql.ts';
import { type Candidate, type LikelyPair, likelyPairs, taggedDomains } from './likely-pairs.ts';
import { groupsOf } from './list-contacts.sql.ts';
import type { DuplicateReason } from './schemas.ts';

/** A search over a million contacts takes some seconds. */
const SECONDS = 60;
/** Contacts that share something with more others than this share nothing telling: a reception's phone, a test's name. */
const CLUSTER = 8;
const CLUSTERS = 300;
const SHOWN = 200;
/** The last digits, so that a prefix more or less does not matter. */
const PHONE_DIGITS = 9;

type Found = Candidate & { attributes: Record<string, AttributeValue>; cluster: string };
export type DuplicateContact = {
  id: string;
  address: string;
  firstName: string;
  lastName: string;
  createdAt: Date;
  groups: string[];
};
export type Duplicate = { reasons: DuplicateReason[]; contacts: [DuplicateContact, DuplicateContact] };

type FoundPairs = { pairs: LikelyPair[]; more: boolean };

/**
 * Pairs that look like one person, the surest first, and whether there may be more than are shown. In a large workspace the search is a
 * kept one, of ids alone: who they are is read now, and a pair of which one is gone is left out.
 */
export async function findDuplicates(ctx: TenantCtx): Promise<{ pairs: Duplicate[]; more: boolean }> {
  const { sums } = await largeCounts(ctx, 'duplicates-1', () => searchPairs(ctx));
  const contacts = await shownContacts(ctx, [...new Set(sums.pairs.flatMap((pair) => pair.ids))]);
  const pairs = sums.pairs.flatMap(({ ids, reasons }): Duplicate[] => {
    const [a, b] = ids.map((id) => contacts.get(id));
    return a && b ? [{ reasons, contacts: [a, b] }] : [];
  });
  return { pairs, more: sums.more };
}

async function shownContacts(ctx: TenantCtx, ids: string[]): Promise<Map<string, DuplicateContact>> {
  const [rows, groups] = await Promise.all([
    ctx.db.contact.findMany({
      where: { id: { in: ids } },
      select: { id: true, address: true, firstName: true, lastName: true, createdAt: true },
    }),
    groupsOf(ctx, ids),
  ]);
  return new Map(rows.map((row) => [row.id, { ...row, groups: (groups.get(row.id) ?? []).map(({ name }) => name) }]));
}

async function searchPairs(ctx: TenantCtx): Promise<FoundPairs> {
  const attributes = await ctx.db.attribute.findMany({ select: { key: true, label: true, type: true } });
  const phones = attributes
    .filter(({ type, label }) => type !== 'boolean' && isPhoneLabel(label))
    .map(({ key }) => key);
  const keys = [mailboxKey(), nameKey(), ...phones.map(phoneKey)];
  const searches: Found[][] = [];
  for (const key of keys) searches.push(await clustersBy(ctx, key));
  const clusters = searches.flatMap((rows, index) => {
    const grouped = Map.groupBy(rows, (row) => row.cluster);
    const phone = phones[index - 2];
    return [...grouped.values()].map((cluster) => cluster.map((row) => withPhone(row, phones, phone)));
  });
  const likely = likelyPairs(clusters);
  return {
    pairs: likely.slice(0, SHOWN),
    more: likely.length > SHOWN || searches.some((rows) => rows.length >= CLUSTERS),
  };
}

const isPhoneLabel = (label: string) => /\b(tel|telefono|cell|cellulare|mobile|phone|whatsapp)\b/i.test(label);

const digitsOf = (value: AttributeValue | undefined) => {
  const digits = String(value ?? '').replaceAll(/\D/g, '');
  return digits.length >= PHONE_DIGITS ? digits.slice(-PHONE_DIGITS) : '';
};

function withPhone(row: Found, phones: readonly string[], searched: string | undefined): Candidate {
  const values = new Map(Object.entries(row.attributes));
  const numbers = (searched ? [searched] : phones).map((key) => digitsOf(values.get(key))).filter(Boolean);
  return { ...row, phone: numbers[0] ?? '' };
}

/** As `mailboxOf` has it, for those addresses alone that have a twin to fear: of the known providers. */
function mailboxKey(): Sql {
  const domain = sql`split_part(c."addressKey", '@', -1)`;
  const local = sql`split_part(left(c."addressKey", -length(${domain}) - 1), '+', 1)`;
  return sql`CASE WHEN ${domain} IN ('gmail.com', 'googlemail.com') THEN replace(${local}, '.', '') || '@gmail.com'
    WHEN ${domain} = ANY(${[...taggedDomains]}::text[]) THEN ${local} || '@' || ${domain} END`;
}
const nameKey = (): Sql =>
  sql`CASE WHEN c."firstName" <> '' AND c."lastName" <> '' THEN lower(c."firstName" || ' ' || c."lastName") END`;
const phoneKey = (key: string): Sql =>
  sql`CASE WHEN length(regexp_replace(c.attributes->>${key}::text, '\\D', '', 'g')) >= ${PHONE_DIGITS}::int
    THEN right(regexp_replace(c.attributes->>${key}::text, '\\D', '', 'g'), ${PHONE_DIGITS}::int) END`;

/** Contacts that share a key with at least one and not too many others. Hashes are grouped first: they take half the time of texts. */
function clustersBy(ctx: TenantCtx, key: Sql): Promise<Found[]> {
  const ws = sql`${ctx.workspace.id}::uuid`;
  return tenantRowsWithin<Found>(
    ctx,
    SECONDS,
    sql`WITH keyed AS NOT MATERIALIZED (
        SELECT c.id, hashtextextended(${key}, 0) AS h FROM contacts c WHERE c."workspaceId" = ${ws}),
      shared AS (
        SELECT h, array_agg(id) AS ids FROM keyed WHERE h IS NOT NULL GROUP BY h
        HAVING count(*) BETWEEN 2 AND ${CLUSTER}::int LIMIT ${CLUSTERS}::int)
      SELECT c.id, c."addressKey", c."firstName", c."lastName", c.attributes, shared.h::text AS cluster
      FROM shared JOIN contacts c ON c."workspaceId" = ${ws} AND c.id = ANY(shared.ids)`,
  );
}
