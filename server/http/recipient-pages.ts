import {
  type PageLanguage,
  type RecipientFacts,
  type RecipientWord,
  recipientWord as say,
} from '#server/modules/tracking/index.ts';
import { type Html, html, htmlPage } from './html-page.ts';

/** What `/u` shows after an act, or instead of one. */
export type UnsubscribePage =
  | 'choices'
  | 'tracking-first'
  | 'unsubscribed'
  | 'unsubscribed-all'
  | 'resubscribed'
  | 'undo-late'
  | 'tracking-off'
  | 'consent'
  | 'tracking-on';

type Values = Record<string, string>;

/** Italian unless the browser prefers English over it. For pages that know no recipient. */
export function languageOf(acceptLanguage: string): PageLanguage {
  const first = acceptLanguage
    .split(',')
    .map((entry) => entry.trim().slice(0, 2).toLowerCase())
    .find((name) => name === 'it' || name === 'en');
  return first === 'en' ? 'en' : 'it';
}

const notices = {
  invalid: ['invalidTitle', 'invalidBody'],
  later: ['laterTitle', 'laterBody'],
  gone: ['goneTitle', 'goneBody'],
  deferred: ['deferredTitle', 'deferredBody'],
} as const satisfies Record<string, readonly [RecipientWord, RecipientWord]>;
export type NoticePage = keyof typeof notices;

/** A page of one sentence: a forged or broken link, a database that is away, an act that waits for it. */
export function noticePage(notice: NoticePage, language: PageLanguage, nonce: string): string {
  const [title, text] = notices[notice];
  const body = html`<header><h1>${say(language, title)}</h1><p>${say(language, text)}</p></header>`;
  return htmlPage({ language, title: say(language, title), nonce, body });
}

/** The unsubscribe page. Works without a script: each button is a form of its own, which posts to the same address. */
export function unsubscribePage(page: UnsubscribePage, facts: RecipientFacts, path: string, nonce: string): string {
  const { language } = facts;
  const values = { workspace: facts.workspaceName, topic: facts.topic.name, address: facts.maskedAddress };
  const t = (key: RecipientWord, more: Values = {}) => say(language, key, { ...values, ...more });
  const button = (action: string, label: string, main: boolean, topicId?: string) =>
    html`<form method="post" action="${path}"><input type="hidden" name="action" value="${action}">${
      topicId ? html`<input type="hidden" name="topic" value="${topicId}">` : null
    }<button type="submit"${main ? html` class="main"` : null}>${label}</button></form>`;
  const head = (title: string, text: string, more: Html | null) =>
    html`<header><p class="who">${t('from')}</p><h1>${title}</h1><p>${text}</p>${more}</header>`;
  const back = html`<a class="back" href="${path}">${t('back')}</a>`;

  const tracking = (main: boolean) =>
    facts.tracked
      ? html`<section><h2>${t('trackingTitle')}</h2><p>${t('trackingBody')}</p>${button('tracking-off', t('trackingOff'), main)}</section>`
      : html`<section><p>${t('notTracked')}</p></section>`;
  const others =
    facts.others.length > 0
      ? html`<section><h2>${t('othersTitle')}</h2>${facts.others.map((topic) =>
          button('unsubscribe', t('unsubscribeFrom', { topic: topic.name }), false, topic.id),
        )}${button('unsubscribe-all', t('unsubscribeAll'), false)}</section>`
      : null;
  const subscribed = facts.topic.subscribed
    ? (main: boolean) =>
        head(t('unsubscribeTitle'), t('unsubscribeBody'), button('unsubscribe', t('unsubscribe'), main, facts.topic.id))
    : () => head(t('alreadyTitle'), t('alreadyBody'), null);

  const undo = button('resubscribe', t('undo'), false, facts.topic.id);
  const bodies: Record<UnsubscribePage, () => Html> = {
    choices: () => html`${subscribed(true)}${tracking(false)}${others}`,
    'tracking-first': () =>
      facts.tracked
        ? html`${head(t('trackingTitle'), t('trackingBody'), button('tracking-off', t('trackingOff'), true))}<section>${back}</section>`
        : html`${head(t('trackingTitle'), t('notTracked'), back)}`,
    unsubscribed: () => html`${head(t('unsubscribedTitle'), t('unsubscribedBody'), undo)}${others}`,
    'unsubscribed-all': () => head(t('unsubscribedTitle'), t('unsubscribedAllBody'), undo),
    resubscribed: () => head(t('resubscribedTitle'), t('resubscribedBody'), back),
    'undo-late': () => head(t('undoLateTitle'), t('undoLateBody'), back),
    'tracking-off': () => head(t('trackingOffTitle'), t('trackingOffBody'), back),
    consent: () =>
      facts.followed
        ? html`${head(t('consentAlreadyTitle'), t('consentAlreadyBody'), null)}${tracking(false)}`
        : html`${head(t('consentTitle'), t('consentBody'), button('consent', t('consentYes'), true))}<section><p>${t('consentFree')}</p>${button('tracking-off', t('consentNo'), false)}</section>`,
    'tracking-on': () => html`${head(t('consentDoneTitle'), t('consentDoneBody'), back)}${tracking(false)}`,
  };
  return htmlPage({ language, title: t('pageTitle'), nonce, body: bodies[page]() });
}

/** What the button says that takes an unsubscribe back: the evidence of the new subscription. */
export const undoWords = (language: PageLanguage): string => say(language, 'undo');

/** All that stood on the page when somebody agreed to being tracked, and what was pressed: the evidence. */
export function consentWords({ language, workspaceName }: Pick<RecipientFacts, 'language' | 'workspaceName'>): string {
  const values = { workspace: workspaceName };
  return say(language, 'consentEvidence', {
    question: say(language, 'consentTitle', values),
    text: say(language, 'consentBody', values),
    free: say(language, 'consentFree', values),
    answer: say(language, 'consentYes', values),
  });
}
