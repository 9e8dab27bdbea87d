import english from '#i18n/messages/en/recipient.json' with { type: 'json' };
import italian from '#i18n/messages/it/recipient.json' with { type: 'json' };
import {
  type FoundSignUp,
  makeChallenge,
  type PublicForm,
  plainForm,
  type Refilled,
  viewOf,
} from '#server/modules/forms/index.ts';
import { inkOn } from '#shared/forms/contrast.ts';
import { formSheet } from '#shared/forms/form-view.ts';
import { Html, html, htmlPage } from './html-page.ts';

type Key = keyof typeof italian;

/** A sentence of the public pages, in a form's language. */
export function formSentence(language: string, key: Key, values: Record<string, string> = {}): string {
  const text: string = (language === 'en' ? english : italian)[key];
  return text.replaceAll(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
}

/** Around the form on its own page, and nothing around it inside a frame. */
const pageSheet = (framed: boolean) =>
  framed
    ? 'html,body{margin:0;background:transparent}body{padding:0;display:block}#postino-form{padding:1px}.f{max-width:none!important}'
    : `html{color-scheme:light}body{margin:0;min-height:100vh;padding:clamp(16px,6vh,72px) 16px 32px;background:#f0f1f4;display:grid;place-items:start center}
main{width:100%;max-width:520px}.who{margin:0 0 12px;color:#525a68;font:14px/1.5 system-ui,sans-serif;overflow-wrap:anywhere}`;

export type FormPage = {
  form: PublicForm;
  /** The form's public address. */
  action: string;
  framed: boolean;
  nonce: string;
  bits: number;
  now: Date;
};

const shell = (page: FormPage, title: string, body: Html) =>
  htmlPage({
    language: page.form.published.definition.language,
    title,
    nonce: page.nonce,
    body,
    sheet: pageSheet(page.framed) + sheetOf(page.form),
    framed: page.framed,
  });

function sheetOf(form: PublicForm): string {
  const { look } = form.published.definition;
  return formSheet(look, inkOn(look.accent));
}

const whose = (page: FormPage) => (page.framed ? null : html`<p class="who">${page.form.tenant.workspace.name}</p>`);

/** The hosted page: the form works as it stands; its script, where it runs, takes the form's place. */
export function formPage(page: FormPage, again?: Refilled & { message: string }): string {
  const { form, action, nonce } = page;
  const view = viewOf(form.published, { publicId: form.publicId, revision: form.revision, action });
  const token = makeChallenge(form.publicId, page.bits, page.now);
  const values = { token, page: again?.values.get('page') ?? '' };
  // After a refusal the plain form stays: it holds what was filled in.
  const script = again
    ? null
    : html`<script nonce="${nonce}" src="${action.replace('/f/', '/embed/')}.js?frame" data-target="postino-form" async></script>`;
  const said = again ? html`<p class="f s x" role="alert" tabindex="-1">${again.message}</p>` : null;
  const body = html`${whose(page)}${said}<div id="postino-form">${new Html(plainForm(view, { heading: 'h1', hidden: values, again }))}</div>${script}`;
  return shell(page, view.title, body);
}

/** What follows a sign-up that was taken, or stands where a form is closed. */
export function formNotice(page: FormPage, title: string, text: string, back: boolean): string {
  const way = back
    ? html`<p><a href="${page.action}${page.framed ? '?frame' : ''}">${formSentence(page.form.published.definition.language, 'formBack')}</a></p>`
    : null;
  return shell(
    page,
    title,
    html`${whose(page)}<div class="f" role="status"><h1 class="h">${title}</h1><p>${text}</p>${way}</div>`,
  );
}

/** A page of one sentence, where no form is known. */
export function plainNotice(language: 'it' | 'en', title: Key, text: Key, nonce: string): string {
  const said = formSentence(language, title);
  const body = html`<header><h1>${said}</h1><p>${formSentence(language, text)}</p></header>`;
  return htmlPage({ language, title: said, nonce, body });
}

export type ConfirmPage = 'ask' | 'confirmed' | 'already' | 'expired' | 'closed' | 'full';

/** What a mailed link opens: a button that confirms, and what came of pressing it. */
export function confirmPage(
  found: FoundSignUp,
  which: ConfirmPage,
  address: { path: string; form: string },
  nonce: string,
) {
  const { definition, tenant } = found;
  const { language, texts } = definition;
  const t = (key: Key) => formSentence(language, key, { workspace: tenant.workspace.name });
  const again = html`<a class="back" href="${address.form}">${t('confirmAgain')}</a>`;
  const button = html`<form method="post" action="${address.path}"><button type="submit" class="main">${t('confirmButton')}</button></form>`;
  const parts: Record<ConfirmPage, [string, string, Html | null]> = {
    ask: [t('confirmTitle'), t('confirmBody'), button],
    confirmed: [t('confirmedTitle'), texts.confirmed, null],
    already: [t('confirmAlreadyTitle'), texts.already, null],
    expired: [t('confirmExpiredTitle'), t('confirmExpiredBody'), again],
    closed: [t('confirmClosedTitle'), t('confirmClosedBody'), button],
    full: [t('confirmFullTitle'), t('confirmFullBody'), button],
  };
  const [title, text, more] = parts[which];
  const body = html`<header><p class="who">${tenant.workspace.name}</p><h1>${title}</h1><p>${text}</p>${more}</header>`;
  return htmlPage({ language, title, nonce, body });
}
