import { linkOrigin } from '#server/config/hosts.ts';
import { systemDb } from '#server/db/client.ts';
import type { PublicCtx } from '#server/lib/context.ts';
import { NotFound } from '#server/lib/errors.ts';
import type { Log } from '#server/lib/log.ts';
import type { TokenVerifier } from '#server/lib/tracking-token.ts';
import {
  type Answer,
  decideForward,
  type ForwardFacts,
  type FriendToken,
  forwardCopy,
  forwardFacts,
  forwardSource,
  type NamedToken,
  type Recipient,
  type RequestParts,
  refuseForwards,
  refusesForwards,
  requestForward,
  verifyFriendToken,
} from '#server/modules/tracking/index.ts';
import { findWorkspace } from '#server/modules/workspaces/index.ts';
import { type ForwardEnd, type ForwardMistake, forwardEndPage, forwardPage, friendPage } from './forward-pages.ts';
import { freshNonce, messageAnswer, pageAnswer, plainAnswer } from './public-answers.ts';

type Deps = {
  verify: TokenVerifier;
  now: () => number;
  log: Log;
  narrow(token: NamedToken, parts: RequestParts): Promise<Recipient | null>;
  notice(page: 'gone', status: number, parts: RequestParts): Answer;
  refused(status: number, parts: RequestParts): Answer;
};

const pathOf = (parts: RequestParts) => `/t/f/${parts.segment}`;

/** `/t/f/T`: passing a message on, what the friend will see, and the friend's own page. */
export async function forwardEndpoint(parts: RequestParts, deps: Deps): Promise<Answer> {
  const decision = decideForward(parts, { ...deps, verifyFriend: verifyFriendToken });
  switch (decision.do) {
    case 'answer':
      return decision.answer ?? deps.refused(decision.status, parts);
    case 'friend-show':
    case 'friend-view':
    case 'friend-refuse':
      return friendSide(decision.do, decision.friend, parts, deps);
    default: {
      const recipient = await deps.narrow(decision.token, parts);
      const facts = recipient && (await forwardFacts(recipient));
      if (!recipient || !facts || facts.state === 'gone') return deps.notice('gone', 410, parts);
      if (decision.do === 'view') return viewedCopy(recipient, facts, parts, deps);
      if (facts.state !== 'open') return ended(facts.state, facts, parts);
      if (decision.do !== 'forward') return asked(facts, parts, null);
      // Whoever fills in what nobody sees is a program: it hears what everybody hears, and nothing is sent.
      if (decision.trap) return ended('asked', facts, parts);
      const typed = decision.friend;
      const outcome = await requestForward(recipient, typed, parts.address);
      if (outcome === 'gone') return deps.notice('gone', 410, parts);
      if (outcome === 'bad-address' || outcome === 'own-address') return asked(facts, parts, { outcome, typed });
      const left = outcome === 'asked' ? facts.left - 1 : facts.left;
      return ended(outcome, { ...facts, left }, parts);
    }
  }
}

function asked(facts: ForwardFacts, parts: RequestParts, mistake: ForwardMistake | null): Answer {
  const nonce = freshNonce();
  const page = forwardPage(facts, { nonce, path: pathOf(parts) }, mistake);
  return pageAnswer(mistake ? 422 : 200, page, nonce, true);
}

function ended(end: ForwardEnd, facts: ForwardFacts, parts: RequestParts): Answer {
  const nonce = freshNonce();
  const status = end === 'too-many' ? 429 : end === 'asked' ? 200 : 410;
  return pageAnswer(status, forwardEndPage(end, facts, { nonce, path: pathOf(parts) }), nonce);
}

/** What the friend will get, shown to who sends it. */
async function viewedCopy({ ctx, token }: Recipient, facts: ForwardFacts, parts: RequestParts, deps: Deps) {
  const source = await forwardSource(ctx, token.campaignId);
  if (!source) return deps.notice('gone', 410, parts);
  const { workspaceName, sender } = facts;
  const { html } = forwardCopy(source.template, { ...source, workspaceName, sender, friendUrl: '#', viewUrl: '#' });
  return messageAnswer(html, true);
}

type FriendAct = 'friend-show' | 'friend-view' | 'friend-refuse';

async function friendSide(act: FriendAct, friend: FriendToken, parts: RequestParts, deps: Deps): Promise<Answer> {
  const now = () => new Date(deps.now());
  const wide: PublicCtx = {
    kind: 'public',
    actor: { kind: 'public', name: 'Amico di un destinatario' },
    db: systemDb(),
    log: deps.log,
    now,
  };
  if (act === 'friend-refuse') await refuseForwards(wide, friend.address);
  const ctx = await findWorkspace(wide, friend.workspaceId).catch((error: unknown) => {
    if (error instanceof NotFound) return null;
    throw error;
  });
  const source = ctx && (await forwardSource(ctx, friend.campaignId));
  if (!ctx || !source) return deps.notice('gone', 410, parts);
  const { template, signUpUrl, supportAddress } = source;
  const workspaceName = ctx.workspace.name;
  if (act === 'friend-view') {
    const friendUrl = `${linkOrigin(ctx.workspace.slug)}${pathOf(parts)}`;
    const options = { ...source, workspaceName, sender: null, friendUrl, viewUrl: `${friendUrl}?view` };
    return messageAnswer(forwardCopy(template, options).html);
  }
  const stopped = act === 'friend-refuse' || (await refusesForwards(wide, friend.address));
  const oneClick = act === 'friend-refuse' && parts.body.includes('One-Click');
  if (oneClick) return plainAnswer(200);
  const nonce = freshNonce();
  const facts = { language: template.language, workspaceName, supportAddress, signUpUrl };
  return pageAnswer(200, friendPage(facts, stopped, { nonce, path: pathOf(parts) }), nonce);
}
