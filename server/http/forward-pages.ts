import {
  type ForwardFacts,
  type ForwardOutcome,
  type PageLanguage,
  recipientWord as say,
} from '#server/modules/tracking/index.ts';
import { type Html, html, htmlPage } from './html-page.ts';

type Page = { nonce: string; path: string };
/** What is wrong with what was typed; it stays in its field. */
export type ForwardMistake = { outcome: 'bad-address' | 'own-address'; typed: string };

const ends = {
  'used-up': ['forwardUsedUpTitle', 'forwardUsedUpBody'],
  closed: ['forwardClosedTitle', 'forwardClosedBody'],
  left: ['forwardLeftTitle', 'forwardLeftBody'],
  'too-many': ['forwardTooManyTitle', 'forwardTooManyBody'],
  asked: ['forwardAskedTitle', 'forwardAskedBody'],
} as const satisfies Partial<Record<ForwardOutcome, readonly [string, string]>>;
export type ForwardEnd = keyof typeof ends;

const leftWords = (language: PageLanguage, left: number) =>
  left === 1 ? say(language, 'forwardLeftOne') : say(language, 'forwardLeftMany', { count: String(left) });

/** One address at a time, and the message as it will arrive under it, in a frame of an opaque origin. */
export function forwardPage(facts: ForwardFacts, { nonce, path }: Page, mistake: ForwardMistake | null): string {
  const { language, workspaceName, sender, left } = facts;
  const t = (key: Parameters<typeof say>[1], more: Record<string, string> = {}) =>
    say(language, key, { workspace: workspaceName, ...more });
  const lead = sender ? t('forwardLead', { sender }) : t('forwardLeadNobody');
  const wrong = mistake && t(mistake.outcome === 'bad-address' ? 'forwardBadAddress' : 'forwardOwnAddress');
  const body = html`<header><h1>${t('forwardTitle')}</h1><p>${t('forwardBody')}</p>
<form method="post" action="${path}" novalidate><label for="friend">${t('forwardLabel')}</label>
<input id="friend" name="friend" type="email" autocomplete="off" inputmode="email" maxlength="254" required value="${mistake?.typed ?? ''}" aria-describedby="help${wrong ? ' wrong' : ''}"${wrong ? html` aria-invalid="true" autofocus` : null}>
${wrong ? html`<p id="wrong" class="wrong" role="alert">${wrong}</p>` : null}<p id="help" class="help">${t('forwardHelp', { left: leftWords(language, left) })}</p>
<div class="trap" aria-hidden="true"><label for="website">${t('forwardTrap')}</label><input id="website" name="website" tabindex="-1" autocomplete="off"></div>
<button type="submit" class="main">${t('forwardButton')}</button></form></header>
<section><h2>${t('forwardPreview')}</h2><p>${t('forwardNamed', { lead })} ${t('forwardPreviewBody')}</p>
<iframe src="${path}?view" sandbox="" title="${t('forwardPreview')}" loading="lazy"></iframe></section>`;
  return htmlPage({ language, title: t('forwardPageTitle'), nonce, wide: true, body });
}

/** What became of it, or why it can't be. */
export function forwardEndPage(end: ForwardEnd, facts: ForwardFacts, { nonce, path }: Page): string {
  const { language, workspaceName, left } = facts;
  const [title, text] = ends[end];
  const again =
    end === 'asked' && left > 0 ? html`<a class="back" href="${path}">${say(language, 'forwardAgain')}</a>` : null;
  const values = { workspace: workspaceName };
  const body = html`<header><h1>${say(language, title, values)}</h1><p>${say(language, text, values)}</p>${again}</header>`;
  return htmlPage({ language, title: say(language, 'forwardPageTitle'), nonce, body });
}

export type FriendFacts = {
  language: PageLanguage;
  workspaceName: string;
  supportAddress: string;
  signUpUrl: string | null;
};

/** What a friend finds behind every link of the forwarded message that would have been the recipient's own. */
export function friendPage(facts: FriendFacts, stopped: boolean, { nonce, path }: Page): string {
  const { language, supportAddress, signUpUrl } = facts;
  const t = (key: Parameters<typeof say>[1]) =>
    say(language, key, { workspace: facts.workspaceName, support: supportAddress });
  const stop: Html = stopped
    ? html`<header><h1>${t('friendStoppedTitle')}</h1><p>${t('friendStoppedBody')}</p></header>`
    : html`<header><h1>${t('friendTitle')}</h1><p>${t('friendBody')}</p></header><section><h2>${t('friendStopTitle')}</h2><p>${t('friendStopBody')}</p><form method="post" action="${path}"><input type="hidden" name="action" value="refuse"><button type="submit" class="main">${t('friendStop')}</button></form></section>`;
  const signUp = signUpUrl
    ? html`<section><h2>${t('friendSignUpTitle')}</h2><a class="back" href="${signUpUrl}">${t('friendSignUp')}</a></section>`
    : null;
  const abuse = html`<section><h2>${t('friendAbuseTitle')}</h2><p>${t('friendAbuseBody')}</p></section>`;
  return htmlPage({
    language,
    title: t('friendPageTitle'),
    nonce,
    body: html`${stop}${stopped ? null : signUp}${abuse}`,
  });
}
