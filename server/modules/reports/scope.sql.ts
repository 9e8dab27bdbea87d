import { escapeLike, type Sql, sql, sqlEmpty } from '#server/db/sql.ts';
import { groupsBelow } from '../contacts/index.ts';
import { domainsOf } from './mailbox-providers.ts';
import type { ReportScope } from './schemas.ts';

export const isWhole = ({ groupId, at }: ReportScope): boolean => !groupId && !at;

/** The scope's own name, the same for the same recipients. */
export const scopeName = ({ groupId, at }: ReportScope): string =>
  `${groupId ? ` group=${groupId}` : ''}${at ? ` at=${at}` : ''}`;

/**
 * ` AND …`: only contacts of the group (or of one below it, as they are today), and of the mailbox provider or domain. `contact`
 * is the column that names the contact. Its values name the workspace where there is anything to ask.
 */
export function scopeSql(workspaceId: string, { groupId, at }: ReportScope, contact: Sql): Sql {
  const group = groupId
    ? sql`AND EXISTS (SELECT FROM group_members gm WHERE gm."workspaceId" = ${workspaceId}::uuid AND gm."contactId" = ${contact}
        AND gm."groupId" IN ${groupsBelow(workspaceId, [groupId])})`
    : sqlEmpty;
  const place = at
    ? sql`AND EXISTS (SELECT FROM contacts sc WHERE sc."workspaceId" = ${workspaceId}::uuid AND sc.id = ${contact}
        AND split_part(sc."addressKey", '@', -1) = ANY(${[...domainsOf(at)]}::text[]) ${searchSql(at)})`
    : sqlEmpty;
  return sql`${group} ${place}`;
}

/** A single domain may be rare: the trigram index finds its few without asking a million. In `search` a space follows the address. */
function searchSql(place: string): Sql {
  const [domain, ...more] = domainsOf(place);
  if (!place.startsWith('domain:') || domain === undefined || more.length > 0) return sqlEmpty;
  return sql`AND sc.search LIKE ${`%@${escapeLike(domain)} %`}`;
}
