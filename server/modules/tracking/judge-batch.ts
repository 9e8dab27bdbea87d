import { AT_ONCE_MS, classify, LINKS_AT_ONCE } from './classify.ts';
import type { EventChange, EventFacts, NewEvent } from './events.sql.ts';
import type { TrackedEvent } from './events.ts';

/** An event with its workspace and, where it names a contact, what the database knows. */
export type KnownEvent = { event: TrackedEvent; workspaceId: string; facts: EventFacts | null };

type Row = NewEvent & { fresh: true };
type Seen = { id: string; link: number | null; at: number; row: Row | EventChange; wasClass: TrackedEvent['class'] };

/**
 * Turns a batch into rows to write and changes to rows that are there. Honours a consent that was withdrawn since the message
 * went out, folds repeats of the same act within ten seconds into a count, and judges with the moment of acceptance and
 * the other links that the same recipient asked for at once; what was judged before the third of them is judged anew.
 */
export function judgeBatch(batch: readonly KnownEvent[]): { rows: NewEvent[]; changes: EventChange[] } {
  const rows: Row[] = [];
  const changes = new Map<string, EventChange>();
  const seen = new Map<string, Seen[]>();

  for (const { event, workspaceId, facts } of batch) {
    const { topicIds: _, ...plain } = event;
    if (event.contactId === null || facts === null) {
      rows.push({ ...plain, contactId: null, address: null, agent: null, workspaceId, repeats: 0, fresh: true });
      continue;
    }
    if (event.kind === 'unsubscribe' || event.kind === 'tracking-off') {
      // A person's declaration, not something observed of them: kept as their act, without where and with what.
      const individual = facts.opens === 'individual' && facts.clicks === 'individual';
      const kept = individual ? {} : { address: null, agent: null };
      const contactId = facts.opens === null ? null : event.contactId;
      rows.push({ ...plain, ...kept, contactId, workspaceId, repeats: 0, fresh: true });
      continue;
    }
    const level = event.kind === 'click' ? facts.clicks : facts.opens;
    if (level === 'off') continue;
    if (level !== 'individual') {
      rows.push({
        ...plain,
        ...judge(event, facts, 1),
        contactId: null,
        address: null,
        agent: null,
        workspaceId,
        repeats: 0,
        fresh: true,
      });
      continue;
    }

    const key = `${event.campaignId}/${event.contactId}/${event.kind}`;
    let around = seen.get(key);
    if (!around) {
      around = facts.near.map((near) => {
        const change: EventChange = { id: near.id, repeats: 0, verdict: null };
        return { id: near.id, link: near.link, at: timeOf(near.id), row: change, wasClass: near.class };
      });
      seen.set(key, around);
    }
    // A replay of the same event is no repeat: its id is there already.
    if (around.some((other) => other.id === event.id)) continue;
    const close = around.filter((other) => Math.abs(other.at - event.at) <= AT_ONCE_MS);
    const same = close.find((other) => other.link === event.link);
    if (same) {
      same.row.repeats += 1;
      if (!('fresh' in same.row)) changes.set(same.id, same.row);
      continue;
    }
    const linksAtOnce = new Set([...close.map((other) => other.link), event.link]).size;
    const verdict = judge(event, facts, linksAtOnce);
    const row: Row = { ...plain, ...verdict, workspaceId, repeats: 0, fresh: true };
    rows.push(row);
    if (linksAtOnce >= LINKS_AT_ONCE && event.kind === 'click') for (const other of close) judgeAnew(other, changes);
    around.push({ id: event.id, link: event.link, at: event.at, row, wasClass: row.class });
  }
  return { rows: rows.map(({ fresh: _, ...row }) => row), changes: [...changes.values()] };
}

/** The request's own signs have been judged where it came in; time and company can only turn a reader into a machine. */
function judge(event: TrackedEvent, facts: EventFacts, linksAtOnce: number): Pick<TrackedEvent, 'class' | 'reason'> {
  if (event.class === 'machine') return { class: event.class, reason: event.reason };
  return classify({
    kind: event.kind,
    method: 'GET',
    agent: event.agent ?? '',
    prefetch: false,
    ...(facts.acceptedAt === null ? {} : { msAfterAccepted: event.at - facts.acceptedAt }),
    ...(event.kind === 'click' ? { linksAtOnce } : {}),
  });
}

function judgeAnew(seen: Seen, changes: Map<string, EventChange>): void {
  if (seen.wasClass === 'machine') return;
  const reason = 'links-at-once';
  if ('fresh' in seen.row) {
    seen.row.class = 'machine';
    seen.row.reason = reason;
  } else {
    seen.row.verdict = { was: seen.wasClass, reason };
    changes.set(seen.id, seen.row);
  }
  seen.wasClass = 'machine';
}

const timeOf = (id: string) => Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16);
