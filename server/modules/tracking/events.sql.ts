import type pg from 'pg';
import type { EventClass, TrackedEvent } from './events.ts';
import type { EventKind } from './schemas.ts';

/** What the database knows of an event that names a contact, before it is written. */
export type EventFacts = {
  /** When the next server accepted the message, ms; null where it did not (yet), or the row says something else by now. */
  acceptedAt: number | null;
  /** The contact's levels now; null once it was erased. */
  opens: Level | null;
  clicks: Level | null;
  /** Events of the same recipient and kind around the same moment. */
  near: NearEvent[];
};
type Level = 'off' | 'aggregate' | 'individual';
export type NearEvent = { id: string; link: number | null; class: EventClass };

export type NewEvent = Omit<TrackedEvent, 'topicIds'> & { workspaceId: string; repeats: number };
/** A change to a row that is there: repeats to add, and a new verdict where `was` still holds. */
export type EventChange = { id: string; repeats: number; verdict: { was: EventClass; reason: string } | null };

type Queryable = Pick<pg.Pool, 'query'>;

/** Facts for events that name a contact, in their order. One prepared query for the batch. */
export async function readEventFacts(
  db: Queryable,
  events: readonly {
    workspaceId: string;
    campaignId: string;
    contactId: string;
    kind: EventKind;
    from: string;
    to: string;
  }[],
): Promise<EventFacts[]> {
  if (events.length === 0) return [];
  const { rows } = await db.query<Omit<EventFacts, 'near'> & { near: [string, number | null, EventClass][] | null }>({
    name: 'tracking.event-facts',
    text: `SELECT CASE WHEN d.state IN ('accepted', 'delivered') THEN extract(epoch FROM d."stateAt") * 1000 END::float8 AS "acceptedAt",
        CASE WHEN c.id IS NOT NULL THEN coalesce(c."trackOpens", w."trackOpens") END AS opens,
        CASE WHEN c.id IS NOT NULL THEN coalesce(c."trackClicks", w."trackClicks") END AS clicks,
        (SELECT json_agg(json_build_array(n.id, n.link, n.class) ORDER BY n.id) FROM events n
          WHERE n."campaignId" = g.campaign AND n.kind = g.kind AND n."contactId" = g.contact AND n.id >= g.first AND n.id < g.past
        ) AS near
      FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::text[], $5::uuid[], $6::uuid[])
        WITH ORDINALITY AS g(workspace, campaign, contact, kind, first, past, n)
      LEFT JOIN deliveries d ON d."campaignId" = g.campaign AND d."contactId" = g.contact
      LEFT JOIN contacts c ON c."workspaceId" = g.workspace AND c.id = g.contact
      LEFT JOIN workspaces w ON w.id = g.workspace
      ORDER BY g.n`,
    values: [
      events.map((event) => event.workspaceId),
      events.map((event) => event.campaignId),
      events.map((event) => event.contactId),
      events.map((event) => event.kind),
      events.map((event) => event.from),
      events.map((event) => event.to),
    ],
  });
  return rows.map(({ near, ...row }) => ({
    ...row,
    near: (near ?? []).map(([id, link, c]) => ({ id, link, class: c })),
  }));
}

/**
 * Writes a batch with its counters in one statement, so in one commit. An id that is there already changes nothing,
 * counters included. Counter rows are taken in one order: two processes never wait for each other crosswise.
 */
export async function writeEvents(
  db: Queryable,
  events: readonly NewEvent[],
  changes: readonly EventChange[],
): Promise<void> {
  if (events.length === 0 && changes.length === 0) return;
  const column = <K extends keyof NewEvent>(key: K) => events.map((event) => event[key]);
  await db.query({
    name: 'tracking.write-events',
    text: `WITH added AS (
        INSERT INTO events (id, "workspaceId", "campaignId", "contactId", at, kind, link, class, reason, address, agent, repeats)
        SELECT id, workspace, campaign, contact, to_timestamp(at / 1000.0), kind, link, class, reason, address, agent, repeats
        FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[], $5::float8[], $6::text[], $7::smallint[], $8::text[], $9::text[],
          $10::text[], $11::text[], $12::int[]) AS g(id, workspace, campaign, contact, at, kind, link, class, reason, address, agent, repeats)
        ON CONFLICT DO NOTHING
        RETURNING "campaignId", "workspaceId", kind, link, class, at
      ), changed AS (
        UPDATE events e SET repeats = e.repeats + g.repeats,
          class = CASE WHEN e.class = g.was THEN 'machine' ELSE e.class END,
          reason = CASE WHEN e.class = g.was THEN g.reason ELSE e.reason END
        FROM unnest($13::uuid[], $14::int[], $15::text[], $16::text[]) AS g(id, repeats, was, reason)
        WHERE e.id = g.id
        RETURNING e."campaignId", e."workspaceId", e.kind, e.link, e.at, g.was, e.class
      ), moves AS (
        SELECT "campaignId", "workspaceId", kind, link, class, at, 1 AS n FROM added
        UNION ALL SELECT "campaignId", "workspaceId", kind, link, class, at, 1 FROM changed WHERE was <> class
        UNION ALL SELECT "campaignId", "workspaceId", kind, link, was, at, -1 FROM changed WHERE was <> class
      )
      INSERT INTO event_counters AS c ("campaignId", "workspaceId", kind, link, class, hour, events)
      SELECT "campaignId", "workspaceId", kind, coalesce(link, -1), class, date_trunc('hour', at, 'UTC') AS hour, sum(n)
      FROM moves GROUP BY 1, 2, 3, 4, 5, 6 ORDER BY 1, 3, 4, 5, 6
      ON CONFLICT ("campaignId", kind, link, class, hour) DO UPDATE SET events = c.events + excluded.events`,
    values: [
      column('id'),
      column('workspaceId'),
      column('campaignId'),
      column('contactId'),
      column('at'),
      column('kind'),
      column('link'),
      column('class'),
      column('reason'),
      column('address'),
      column('agent'),
      column('repeats'),
      changes.map((change) => change.id),
      changes.map((change) => change.repeats),
      changes.map((change) => change.verdict?.was ?? null),
      changes.map((change) => change.verdict?.reason ?? null),
    ],
  });
}
