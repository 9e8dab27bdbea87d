import { hosts } from '#server/config/hosts.ts';
import type { SignUpAnswer } from '#server/modules/forms/index.ts';
import { type PublicForm, viewOf } from '#server/modules/forms/index.ts';
import type { Answer } from '#server/modules/tracking/index.ts';
import { securityHeaders } from '#shared/csp.ts';
import type { FormParts } from './form-endpoints.ts';
import { type FormPage, formPage, formSentence } from './form-pages.ts';

const uncached = { 'Cache-Control': 'no-store, private', 'X-Robots-Tag': 'noindex' };
const https = () => hosts().scheme === 'https';
export const reads = (method: string) => method === 'GET' || method === 'HEAD';

export const notAllowed = (allow: string): Answer => ({
  status: 405,
  headers: { ...uncached, Allow: allow },
  body: '',
});

/** For scripts of other origins: readable by the page that asked, whatever it is told. */
export function plain(parts: FormParts, status: number, body: string, more: Record<string, string> = {}): Answer {
  const { origin } = parts.site;
  const readable = origin ? { 'Access-Control-Allow-Origin': origin, Vary: 'Origin' } : {};
  const headers = {
    ...uncached,
    ...readable,
    'Content-Type': 'text/plain; charset=utf-8',
    'X-Content-Type-Options': 'nosniff',
  };
  return { status, headers: { ...headers, ...more }, body };
}

export function page(status: number, body: string, nonce: string, frameAncestors: string[] | null, more = {}): Answer {
  const policy = frameAncestors
    ? ({ surface: 'embed', nonce, frameAncestors } as const)
    : ({ surface: 'public', nonce } as const);
  const headers = securityHeaders(policy, { https: https() });
  return { status, headers: { ...headers, ...uncached, ...more, 'Content-Type': 'text/html; charset=utf-8' }, body };
}

export const languageOfForm = (form: PublicForm) => form.published.definition.language;

/** Why a page of this origin gets nothing, in a sentence for whoever looks after it. */
export const refusalOf = (form: PublicForm, origin: string) =>
  origin === 'null'
    ? formSentence(languageOfForm(form), 'formNoSite')
    : formSentence(languageOfForm(form), 'formSite', { site: origin });

/** What is said where a form takes nothing at present. */
export const closedSentence = (form: PublicForm) =>
  formSentence(languageOfForm(form), 'formClosedBody', { workspace: form.tenant.workspace.name });

/** What became of a sign-up, or that its network has sent too many. */
export type Outcome = SignUpAnswer | { outcome: 'many'; seconds: number };
const reasons = {
  required: 'formRequired',
  address: 'formAddress',
  consent: 'formConsent',
  value: 'formValue',
} as const;

/** Lines of `name TAB sentence`, as embed/form.ts reads them. */
export function tellScript(parts: FormParts, form: PublicForm, answer: Outcome): Answer {
  const language = languageOfForm(form);
  switch (answer.outcome) {
    case 'taken':
      return plain(parts, 200, '');
    case 'stale':
    case 'early':
      return plain(parts, 409, `\t${formSentence(language, answer.outcome === 'stale' ? 'formStale' : 'formEarly')}`);
    case 'closed':
      return plain(parts, 410, `\t${closedSentence(form)}`);
    case 'many':
      return plain(parts, 429, `\t${formSentence(language, 'formMany')}`, { 'Retry-After': String(answer.seconds) });
    case 'refused': {
      const lines = answer.refusals.map(({ name, reason }) => `${name}\t${formSentence(language, reasons[reason])}`);
      return plain(parts, 422, lines.join('\n'));
    }
  }
}

/** The page after a form without a script: thanks, or the form once more with everything still in it. */
export function tellPerson(
  shown: FormPage,
  values: Map<string, string>,
  answer: Outcome,
  answered: (status: number, title: string, text: string) => Answer,
): Answer {
  const { form } = shown;
  const language = languageOfForm(form);
  const again = (status: number, message: string, errors = new Map<string, string>(), more = {}) =>
    page(status, formPage(shown, { values, errors, message }), shown.nonce, form.allowedSites, more);
  switch (answer.outcome) {
    case 'taken': {
      const { thanks } = viewOf(form.published, { publicId: '', revision: 0, action: '' });
      return answered(200, formSentence(language, 'formThanksTitle'), thanks);
    }
    case 'stale':
      return again(409, formSentence(language, 'formStale'));
    case 'early':
      return again(409, formSentence(language, 'formEarly'));
    case 'closed':
      return answered(410, formSentence(language, 'formClosedTitle'), closedSentence(form));
    case 'many':
      return again(429, formSentence(language, 'formManyPlain'), new Map(), { 'Retry-After': String(answer.seconds) });
    case 'refused': {
      const errors = new Map(
        answer.refusals.map(({ name, reason }) => [name, formSentence(language, reasons[reason])]),
      );
      return again(422, formSentence(language, 'formErrors'), errors);
    }
  }
}
