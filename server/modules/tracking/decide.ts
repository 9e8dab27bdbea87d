import { splitLinkToken, type TokenVerifier, type TrackingToken } from '#server/lib/tracking-token.ts';
import { uuid7 } from '#server/lib/uuid.ts';
import { classify } from './classify.ts';
import type { TrackedEvent } from './events.ts';
import { formFields } from './form-fields.ts';
import type { EventKind } from './schemas.ts';

/** The parts of a request that a decision rests on: plain values, so that every shell (node:http, Next, an edge) has them. */
export type RequestParts = {
  method: string;
  /** The last segment of the path: the token, still as it came. */
  segment: string;
  /** The query, without `?`. */
  query: string;
  headers: { agent: string; language: string; contentType: string; purpose: string };
  /** Who asks, behind the trusted proxies. */
  address: string;
  /** Body of a POST, at most 16 KB. */
  body: string;
};

export type Answer = { status: number; headers: Record<string, string>; body: Uint8Array | string };
/** `answer: null`: nothing of ours; the shell shows its neutral page with `status`. */
export type Decision = { answer: Answer | null; status: number; event: TrackedEvent | null };

export type DecideDeps = { verify: TokenVerifier; now: () => number };

/** One transparent pixel: the shortest GIF that every client shows. */
const pixel = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64');

export const uncached = {
  'Cache-Control': 'no-store, private',
  'Referrer-Policy': 'no-referrer',
  'X-Robots-Tag': 'noindex',
};

/** Always whole and always new: no ETag, no ranges, so If-None-Match and Range have nothing to hold on to. */
const pixelAnswer: Answer = {
  status: 200,
  headers: {
    ...uncached,
    'Content-Type': 'image/gif',
    'Content-Length': String(pixel.length),
    'Accept-Ranges': 'none',
    'X-Content-Type-Options': 'nosniff',
    'Cross-Origin-Resource-Policy': 'cross-origin',
  },
  body: pixel,
};

export const notAllowed = (allow: string): Decision => ({
  answer: { status: 405, headers: { ...uncached, Allow: allow, 'Content-Length': '0' }, body: '' },
  status: 405,
  event: null,
});

export const reads = (parts: RequestParts) => parts.method === 'GET' || parts.method === 'HEAD';

/** A first verdict from the request alone; the recorder looks again with what the database knows of the delivery. */
function eventOf(
  parts: RequestParts,
  token: TrackingToken,
  kind: EventKind,
  link: number | null,
  at: number,
): TrackedEvent {
  const { agent, purpose } = parts.headers;
  const named = token.contactId !== null;
  const verdict = classify({
    kind,
    method: parts.method,
    agent,
    prefetch: /prefetch|prerender|preview/i.test(purpose),
  });
  return {
    id: uuid7(at),
    campaignId: token.campaignId,
    contactId: token.contactId,
    at,
    kind,
    link,
    ...verdict,
    address: named ? parts.address : null,
    agent: named ? agent.slice(0, 500) : null,
  };
}

/** `/t/o/T`. A forged token gets the same picture and leaves no trace. */
export function decideOpen(parts: RequestParts, deps: DecideDeps): Decision {
  if (!reads(parts)) return notAllowed('GET, HEAD');
  const token = deps.verify(parts.segment, 'open');
  return { answer: pixelAnswer, status: 200, event: token && eventOf(parts, token, 'open', null, deps.now()) };
}

/** The campaign that a link's address names, before its links are looked up; null for a forged one. */
export function campaignOfLink(parts: RequestParts, verify: TokenVerifier): string | null {
  const split = splitLinkToken(parts.segment);
  return (split && verify(split.text, 'click')?.campaignId) ?? null;
}

/**
 * `/t/c/T.N`. Leads only to a link that the campaign itself holds: `linkOf` gives it, null where there is none, undefined
 * where the database that would know is away.
 */
export function decideClick(
  parts: RequestParts,
  deps: DecideDeps & { linkOf: (campaignId: string, index: number) => string | null | undefined },
): Decision {
  if (!reads(parts)) return notAllowed('GET, HEAD');
  const split = splitLinkToken(parts.segment);
  const token = split && deps.verify(split.text, 'click');
  if (!split || !token) return { answer: null, status: 404, event: null };
  const url = deps.linkOf(token.campaignId, split.index);
  const location = typeof url === 'string' ? headerUrl(url) : null;
  if (location === null) return { answer: null, status: url === undefined ? 503 : 404, event: null };
  return {
    answer: { status: 302, headers: { ...uncached, Location: location, 'Content-Length': '0' }, body: '' },
    status: 302,
    event: eventOf(parts, token, 'click', split.index, deps.now()),
  };
}

/** A stored link as a header's value: web addresses only, in ASCII, whatever was stored. */
function headerUrl(url: string): string | null {
  const parsed = URL.parse(url);
  return parsed && /^https?:$/.test(parsed.protocol) ? parsed.href : null;
}

/** What a request to `/u/T` asks for. `show` never changes anything: every GET is one, whoever sends it. */
export type UnsubscribeDecision =
  | { do: 'answer'; answer: Answer | null; status: number }
  | { do: 'show'; token: NamedToken; page: 'choices' | 'tracking' | 'consent' }
  | { do: 'unsubscribe'; token: NamedToken; topicId: string | null; oneClick: boolean; event: TrackedEvent }
  | { do: 'unsubscribe-all'; token: NamedToken; event: TrackedEvent }
  | { do: 'resubscribe'; token: NamedToken; topicId: string | null }
  | { do: 'tracking-off'; token: NamedToken; event: TrackedEvent }
  | { do: 'consent'; token: NamedToken };
export type NamedToken = { campaignId: string; contactId: string };

/** Links add it in different ways to what was there: some clients append `=`. */
function pageOfQuery(query: string): 'choices' | 'tracking' | 'consent' {
  const [first = ''] = query.split(/[=&]/);
  return first === 'tracking' || first === 'consent' ? first : 'choices';
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** `/u/T`: the page on GET; on POST the button that was pressed, or a mailbox provider's one click (RFC 8058 §3.2). */
export function decideUnsubscribe(parts: RequestParts, deps: DecideDeps): UnsubscribeDecision {
  if (!reads(parts) && parts.method !== 'POST') return { do: 'answer', ...notAllowed('GET, HEAD, POST') };
  const found = deps.verify(parts.segment, 'personal');
  if (!found?.contactId) return { do: 'answer', answer: null, status: 404 };
  const token: NamedToken = { campaignId: found.campaignId, contactId: found.contactId };
  if (parts.method !== 'POST') return { do: 'show', token, page: pageOfQuery(parts.query) };

  const fields = formFields(parts.headers.contentType, parts.body);
  const event = (kind: EventKind) => eventOf(parts, token, kind, null, deps.now());
  if (fields.get('List-Unsubscribe') === 'One-Click') {
    // The mailbox provider asks for a reader who pressed its button: a person's act, whatever the agent.
    const act: TrackedEvent = { ...event('unsubscribe'), class: 'likely-human', reason: 'one-click', topicIds: null };
    return { do: 'unsubscribe', token, topicId: null, oneClick: true, event: act };
  }
  const pressed = (kind: EventKind): TrackedEvent => ({ ...event(kind), class: 'likely-human', reason: 'button' });
  const topic = fields.get('topic') ?? '';
  const topicId = uuid.test(topic) ? topic : null;
  switch (fields.get('action')) {
    case 'unsubscribe': {
      const act: TrackedEvent = { ...pressed('unsubscribe'), topicIds: topicId ? [topicId] : null };
      return { do: 'unsubscribe', token, topicId, oneClick: false, event: act };
    }
    case 'unsubscribe-all':
      return { do: 'unsubscribe-all', token, event: { ...pressed('unsubscribe'), topicIds: [] } };
    case 'resubscribe':
      return { do: 'resubscribe', token, topicId };
    case 'tracking-off':
      return { do: 'tracking-off', token, event: pressed('tracking-off') };
    case 'consent':
      return { do: 'consent', token };
    default:
      return { do: 'show', token, page: 'choices' };
  }
}

/** `/v/T`: whose message to show. The event is recorded only if that recipient's opens are tracked. */
export function decideView(
  parts: RequestParts,
  deps: DecideDeps,
): { answer: Answer | null; status: number } | { token: NamedToken; event: TrackedEvent } {
  if (!reads(parts)) return notAllowed('GET, HEAD');
  const found = deps.verify(parts.segment, 'personal');
  if (!found?.contactId) return { answer: null, status: 404 };
  const token: NamedToken = { campaignId: found.campaignId, contactId: found.contactId };
  return { token, event: eventOf(parts, token, 'view', null, deps.now()) };
}
