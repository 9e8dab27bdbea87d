import { env } from '#server/config/env.ts';
import { systemDb } from '#server/db/client.ts';
import { blobs } from '#server/lib/blobs.ts';
import type { Log } from '#server/lib/log.ts';
import { verifyToken } from '#server/lib/tracking-token.ts';
import {
  type Answer,
  actOn,
  agreeToTracking,
  campaignOfLink,
  decideClick,
  decideOpen,
  decideUnsubscribe,
  decideView,
  isDatabaseAway,
  mayUndo,
  type NamedToken,
  openRecorder,
  type Recipient,
  type RequestParts,
  recipientFacts,
  recipientOf,
  type TrackedEvent,
  undoUnsubscribe,
  viewMessage,
} from '#server/modules/tracking/index.ts';
import { type FormEndpoints, formEndpoints } from './form-endpoints.ts';
import { forwardEndpoint } from './forward-endpoint.ts';
import { freshNonce, messageAnswer, pageAnswer, plainAnswer } from './public-answers.ts';
import {
  consentWords,
  languageOf,
  type NoticePage,
  noticePage,
  type UnsubscribePage,
  undoWords,
  unsubscribePage,
} from './recipient-pages.ts';

/** The public endpoints as functions from request parts to answers; hot-endpoints.ts and app/{t,u,v,i,f,embed} are their shells. */
export type PublicEndpoints = FormEndpoints & {
  open(parts: RequestParts): Promise<Answer>;
  click(parts: RequestParts): Promise<Answer>;
  unsubscribe(parts: RequestParts): Promise<Answer>;
  view(parts: RequestParts): Promise<Answer>;
  forward(parts: RequestParts): Promise<Answer>;
  image(parts: Pick<RequestParts, 'method' | 'segment'>): Promise<Answer>;
  close(): Promise<void>;
};

/** Opens the recorder and all that answers with it; one for a process. */
export function openPublicEndpoints(log: Log): PublicEndpoints {
  const now = () => Date.now();
  const deps = { verify: verifyToken, now };
  const { sink, book } = openRecorder({
    dataFolder: env().dataFolder,
    log,
    async act(event) {
      const { campaignId, contactId } = event;
      if (contactId === null || (event.kind !== 'unsubscribe' && event.kind !== 'tracking-off')) return;
      const recipient = await narrow({ campaignId, contactId });
      if (recipient) await actOn(recipient, event);
    },
  });
  sink.start();

  async function narrow(token: NamedToken, parts?: RequestParts): Promise<Recipient | null> {
    const campaign = await book.find(token.campaignId);
    if (!campaign) return null;
    const origin = parts && { id: '', address: parts.address, agent: parts.headers.agent.slice(0, 400) };
    return recipientOf(token, campaign.workspaceId, { log, now: () => new Date(), ...(origin ? { origin } : {}) });
  }

  /** The reader is led on even where an event can't be kept: their way matters more than our count. */
  async function recorded(event: TrackedEvent | null): Promise<void> {
    if (event) await sink.record(event).catch((error: unknown) => log.error({ err: error }, 'an event is lost'));
  }

  function notice(page: NoticePage, status: number, parts: Pick<RequestParts, 'headers'>): Answer {
    const nonce = freshNonce();
    return pageAnswer(status, noticePage(page, languageOf(parts.headers.language), nonce), nonce);
  }
  const refused = (status: number, parts: RequestParts) => notice(status === 503 ? 'later' : 'invalid', status, parts);

  /** What a page needs of the database, or a page that says it is away. */
  async function whileReachable(parts: RequestParts, work: () => Promise<Answer>): Promise<Answer> {
    try {
      return await work();
    } catch (error) {
      if (!isDatabaseAway(error)) throw error;
      log.warn({ err: error }, 'the database is away: a recipient was asked to come back');
      return notice('later', 503, parts);
    }
  }

  /** Does and records an act; with the database away it is kept in the spool and done later, and counts as received. */
  async function perform(
    token: NamedToken,
    event: TrackedEvent,
    parts: RequestParts,
  ): Promise<'done' | 'deferred' | 'gone'> {
    try {
      const recipient = await narrow(token, parts);
      if (!recipient) return 'gone';
      await actOn(recipient, event);
    } catch (error) {
      if (!isDatabaseAway(error)) throw error;
      await sink.defer(event);
      return 'deferred';
    }
    await recorded(event);
    return 'done';
  }

  async function showPage(
    token: NamedToken,
    page: UnsubscribePage,
    topicId: string | null,
    parts: RequestParts,
  ): Promise<Answer> {
    const recipient = await narrow(token);
    const facts = recipient && (await recipientFacts(recipient, topicId ?? undefined));
    if (!facts) return notice('gone', 410, parts);
    const nonce = freshNonce();
    return pageAnswer(200, unsubscribePage(page, facts, `/u/${parts.segment}`, nonce), nonce);
  }

  return {
    async open(parts) {
      const { answer, event } = decideOpen(parts, deps);
      await recorded(event);
      return answer ?? refused(404, parts);
    },

    async click(parts) {
      const campaignId = campaignOfLink(parts, verifyToken);
      if (campaignId !== null && book.known(campaignId) === undefined) {
        await book
          .find(campaignId)
          .catch((error: unknown) => log.warn({ err: error }, 'a campaign’s links are unknown'));
      }
      const linkOf = (id: string, index: number) => {
        const facts = book.known(id);
        return facts ? (facts.links[index] ?? null) : facts;
      };
      let decision = decideClick(parts, { ...deps, linkOf });
      if (decision.status === 404 && campaignId !== null) {
        await book.refresh(campaignId).catch(() => null);
        decision = decideClick(parts, { ...deps, linkOf });
      }
      await recorded(decision.event);
      return decision.answer ?? refused(decision.status, parts);
    },

    async unsubscribe(parts) {
      const decision = decideUnsubscribe(parts, deps);
      if (decision.do === 'answer') return decision.answer ?? refused(decision.status, parts);
      const { token } = decision;
      return whileReachable(parts, async () => {
        if (decision.do === 'show')
          return showPage(token, decision.page === 'tracking' ? 'tracking-first' : decision.page, null, parts);
        if (decision.do === 'consent') {
          const recipient = await narrow(token, parts);
          const facts = recipient && (await recipientFacts(recipient));
          if (!recipient || !facts) return notice('gone', 410, parts);
          await agreeToTracking(recipient, consentWords(facts));
          return showPage(token, 'tracking-on', null, parts);
        }
        if (decision.do === 'resubscribe') {
          const recipient = await narrow(token, parts);
          if (!recipient) return notice('gone', 410, parts);
          const topicId = decision.topicId ?? recipient.topicId;
          const facts = await recipientFacts(recipient, topicId);
          const allowed = facts !== null && (await mayUndo(recipient, topicId));
          if (allowed) await undoUnsubscribe(recipient, topicId, undoWords(facts.language));
          return showPage(token, allowed ? 'resubscribed' : 'undo-late', topicId, parts);
        }
        const outcome = await perform(token, decision.event, parts);
        if (decision.do === 'unsubscribe' && decision.oneClick) return plainAnswer(outcome === 'gone' ? 410 : 200);
        if (outcome === 'gone') return notice('gone', 410, parts);
        if (outcome === 'deferred') return notice('deferred', 202, parts);
        const pages = {
          unsubscribe: 'unsubscribed',
          'unsubscribe-all': 'unsubscribed-all',
          'tracking-off': 'tracking-off',
        } as const;
        return showPage(token, pages[decision.do], decision.do === 'unsubscribe' ? decision.topicId : null, parts);
      });
    },

    async view(parts) {
      const decision = decideView(parts, deps);
      if (!('token' in decision)) return decision.answer ?? refused(decision.status, parts);
      return whileReachable(parts, async () => {
        const recipient = await narrow(decision.token);
        const message = recipient && (await viewMessage(recipient));
        if (!message) return notice('gone', 410, parts);
        const anonymous = { contactId: null, address: null, agent: null };
        if (message.opens !== 'off') {
          await recorded(message.opens === 'individual' ? decision.event : { ...decision.event, ...anonymous });
        }
        return messageAnswer(message.html);
      });
    },

    forward: (parts) => whileReachable(parts, () => forwardEndpoint(parts, { ...deps, log, narrow, notice, refused })),

    async image({ method, segment }) {
      if (method !== 'GET' && method !== 'HEAD') return plainAnswer(405, { Allow: 'GET, HEAD' });
      const hash = /^([0-9a-f]{64})(?:\.[a-z]{3,4})?$/.exec(segment)?.[1];
      const image =
        hash &&
        (await systemDb().image.findFirst({ where: { hash }, select: { workspaceId: true, contentType: true } }));
      const key = image && `${image.workspaceId}/images/${hash}`;
      if (!hash || !image || !key || !(await blobs().exists(key))) return plainAnswer(404);
      return imageAnswer(await blobs().bytes(key), image.contentType, hash);
    },

    ...formEndpoints(log),

    close: () => sink.close(),
  };
}

/** Addressed by their bytes' hash, so they never change. */
function imageAnswer(body: Uint8Array, contentType: string, hash: string): Answer {
  const headers = {
    'Content-Type': contentType,
    'Cache-Control': 'public, max-age=31536000, immutable',
    ETag: `"${hash.slice(0, 32)}"`,
    'X-Content-Type-Options': 'nosniff',
    'Content-Security-Policy': "default-src 'none'; sandbox",
    'Cross-Origin-Resource-Policy': 'cross-origin',
  };
  return { status: 200, headers, body };
}
