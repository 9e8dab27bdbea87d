import { randomBytes } from 'node:crypto';
import { hosts, linkOrigin } from '#server/config/hosts.ts';
import { systemDb } from '#server/db/client.ts';
import type { PublicCtx } from '#server/lib/context.ts';
import { QuotaExceeded, RateLimited } from '#server/lib/errors.ts';
import type { Log } from '#server/lib/log.ts';
import {
  confirmSignUp,
  findPublicForm,
  findSignUp,
  makeChallenge,
  mayCarry,
  type PublicForm,
  type SignUpAnswer,
  signUp,
  viewOf,
} from '#server/modules/forms/index.ts';
import { type Answer, isDatabaseAway, type RequestParts } from '#server/modules/tracking/index.ts';
import { recentProviderSettings } from '#server/modules/workspaces/index.ts';
import { securityHeaders } from '#shared/csp.ts';
import { inkOn } from '#shared/forms/contrast.ts';
import {
  type ConfirmPage,
  confirmPage,
  type FormPage,
  formNotice,
  formPage,
  formSentence,
  plainNotice,
} from './form-pages.ts';
import { heightScript, scriptAnswer, widgetScript } from './form-script.ts';
import { languageOf } from './recipient-pages.ts';

/** What these endpoints ask of a request besides: `segment` is the whole path below `/f/` or `/embed/`. */
export type FormParts = RequestParts & {
  site: { origin: string; host: string; referer: string; noneMatch: string; encoding: string };
};
export type FormEndpoints = {
  /** `/f/ID`, `/f/ID/challenge`, `/f/confirm/TOKEN`. */
  form(parts: FormParts): Promise<Answer>;
  /** `/embed/ID.js`. */
  formScript(parts: FormParts): Promise<Answer>;
};

const uncached = { 'Cache-Control': 'no-store, private', 'X-Robots-Tag': 'noindex' };
const https = () => hosts().scheme === 'https';
const freshNonce = () => randomBytes(16).toString('base64');
const reads = (method: string) => method === 'GET' || method === 'HEAD';

const notAllowed = (allow: string): Answer => ({ status: 405, headers: { ...uncached, Allow: allow }, body: '' });

/** For scripts of other origins: readable by the page that asked, whatever it is told. */
function plain(parts: FormParts, status: number, body: string, more: Record<string, string> = {}): Answer {
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

function page(status: number, body: string, nonce: string, frameAncestors: string[] | null, more = {}): Answer {
  const policy = frameAncestors
    ? ({ surface: 'embed', nonce, frameAncestors } as const)
    : ({ surface: 'public', nonce } as const);
  const headers = securityHeaders(policy, { https: https() });
  return { status, headers: { ...headers, ...uncached, ...more, 'Content-Type': 'text/html; charset=utf-8' }, body };
}

const actionOf = (form: PublicForm) => `${linkOrigin(form.tenant.workspace.slug)}/f/${form.publicId}`;
const languageOfForm = (form: PublicForm) => form.published.definition.language;

/** Why a page of this origin gets nothing, in a sentence for whoever looks after it. */
const refusalOf = (form: PublicForm, origin: string) =>
  origin === 'null'
    ? formSentence(languageOfForm(form), 'formNoSite')
    : formSentence(languageOfForm(form), 'formSite', { site: origin });

/** A much visited page asks for its form's script all the time: so long one answer serves. */
const KEPT_MS = 3_000;
const SCRIPTS_KEPT = 500;

/** The sign-up forms' public addresses: functions from request parts to answers, as public-endpoints.ts. */
export function formEndpoints(log: Log): FormEndpoints {
  const scripts = new Map<string, { until: number; text: string }>();
  const publicCtx = (parts: FormParts): PublicCtx => ({
    kind: 'public',
    actor: { kind: 'public', name: 'Modulo' },
    db: systemDb(),
    log,
    now: () => new Date(),
    request: { id: '', address: parts.address, agent: parts.headers.agent.slice(0, 400) },
  });

  /** Anything that needs the database, or a page that says it is away. */
  async function whileReachable(parts: FormParts, work: (ctx: PublicCtx) => Promise<Answer>): Promise<Answer> {
    try {
      return await work(publicCtx(parts));
    } catch (error) {
      if (!isDatabaseAway(error)) throw error;
      log.warn({ err: error }, 'the database is away: a visitor was asked to come back');
      const nonce = freshNonce();
      const language = languageOf(parts.headers.language);
      return page(503, plainNotice(language, 'laterTitle', 'laterBody', nonce), nonce, null, { 'Retry-After': '60' });
    }
  }

  function gone(parts: FormParts): Answer {
    const nonce = freshNonce();
    return page(
      404,
      plainNotice(languageOf(parts.headers.language), 'formGoneTitle', 'formGoneBody', nonce),
      nonce,
      null,
    );
  }

  async function pageOf(ctx: PublicCtx, form: PublicForm, parts: FormParts): Promise<FormPage> {
    const { 'forms.proof-bits': bits } = await recentProviderSettings(ctx);
    return {
      form,
      action: actionOf(form),
      framed: /^frame\b/.test(parts.query),
      nonce: freshNonce(),
      bits,
      now: ctx.now(),
    };
  }

  async function show(ctx: PublicCtx, form: PublicForm, parts: FormParts): Promise<Answer> {
    const shown = await pageOf(ctx, form, parts);
    if (!form.closed) return page(200, formPage(shown), shown.nonce, form.allowedSites);
    const t = (key: 'formClosedTitle' | 'formClosedBody') =>
      formSentence(languageOfForm(form), key, { workspace: form.tenant.workspace.name });
    return page(
      410,
      formNotice(shown, t('formClosedTitle'), t('formClosedBody'), false),
      shown.nonce,
      form.allowedSites,
    );
  }

  async function challenge(ctx: PublicCtx, form: PublicForm, parts: FormParts): Promise<Answer> {
    if (!reads(parts.method)) return notAllowed('GET, HEAD');
    if (!mayCarry(parts.site.origin, parts.site.host, form.allowedSites)) {
      return plain(parts, 403, refusalOf(form, parts.site.origin));
    }
    if (form.closed) return plain(parts, 403, closedSentence(form));
    const { 'forms.proof-bits': bits } = await recentProviderSettings(ctx);
    return plain(parts, 200, makeChallenge(form.publicId, bits, ctx.now()));
  }

  const closedSentence = (form: PublicForm) =>
    formSentence(languageOfForm(form), 'formClosedBody', { workspace: form.tenant.workspace.name });

  async function submit(ctx: PublicCtx, publicId: string, parts: FormParts): Promise<Answer> {
    const fields = fieldsOf(parts.body);
    const revision = Number(fields.get('revision')) || undefined;
    const form = await findPublicForm(ctx, publicId, revision);
    if (!form) return gone(parts);
    const { origin, host } = parts.site;
    const scripted = fields.get('via') === 'script';
    const shown = await pageOf(ctx, form, parts);
    const language = languageOfForm(form);
    const answered = (status: number, title: string, text: string) =>
      page(status, formNotice(shown, title, text, status !== 200), shown.nonce, form.allowedSites);

    if (!mayCarry(origin, host, form.allowedSites)) {
      const sentence = refusalOf(form, origin);
      return scripted
        ? plain(parts, 403, `\t${sentence}`)
        : answered(403, formSentence(language, 'formClosedTitle'), sentence);
    }
    const request = {
      fields,
      page: fields.get('page') || parts.site.referer || (origin === 'null' ? '' : origin),
      address: parts.address,
      agent: parts.headers.agent,
    };
    let outcome: SignUpAnswer | { outcome: 'many'; seconds: number };
    try {
      outcome = await signUp(ctx, form, request);
    } catch (error) {
      if (!(error instanceof RateLimited)) throw error;
      outcome = { outcome: 'many', seconds: Number(error.data.retryAfterSeconds) };
    }
    return scripted ? tellScript(parts, form, outcome) : tellPerson(shown, fields, outcome, answered);
  }

  return {
    form: (parts) =>
      whileReachable(parts, async (ctx) => {
        const [first = '', second, ...more] = parts.segment.split('/');
        if (first === 'confirm' && second && more.length === 0) return confirm(ctx, second, parts);
        if (more.length > 0 || (second !== undefined && second !== 'challenge')) return gone(parts);
        if (parts.method === 'POST' && second === undefined) return submit(ctx, first, parts);
        const form = await findPublicForm(ctx, first);
        if (!form) return gone(parts);
        if (second) return challenge(ctx, form, parts);
        return reads(parts.method) ? show(ctx, form, parts) : notAllowed('GET, HEAD, POST');
      }),

    formScript: (parts) =>
      whileReachable(parts, async (ctx) => {
        if (!reads(parts.method)) return notAllowed('GET, HEAD');
        const key = `${parts.segment}?${parts.query}`;
        const recent = scripts.get(key);
        if (recent && recent.until > performance.now()) return scriptAnswer(recent.text, parts.site);
        const publicId = /^([a-z0-9]+)\.js$/.exec(parts.segment)?.[1];
        const form = publicId ? await findPublicForm(ctx, publicId) : null;
        if (!form) return plain(parts, 404, '');
        const action = actionOf(form);
        if (parts.query === 'height') return scriptAnswer(heightScript(new URL(action).origin), parts.site);
        if (scripts.size >= SCRIPTS_KEPT) scripts.clear();
        const view = viewOf(form.published, { publicId: form.publicId, revision: form.revision, action });
        const closed = form.closed ? closedSentence(form) : '';
        const config = { view, on: inkOn(view.look.accent), frame: parts.query === 'frame', closed };
        const text = widgetScript(config);
        scripts.set(key, { until: performance.now() + KEPT_MS, text });
        return scriptAnswer(text, parts.site);
      }),
  };
}

/** Fields of a form, the first of each name. */
function fieldsOf(body: string): Map<string, string> {
  const fields = new Map<string, string>();
  for (const [name, value] of new URLSearchParams(body)) if (!fields.has(name)) fields.set(name, value);
  return fields;
}

type Outcome = SignUpAnswer | { outcome: 'many'; seconds: number };
const reasons = {
  required: 'formRequired',
  address: 'formAddress',
  consent: 'formConsent',
  value: 'formValue',
} as const;

/** Lines of `name TAB sentence`, as embed/form.ts reads them. */
function tellScript(parts: FormParts, form: PublicForm, answer: Outcome): Answer {
  const language = languageOfForm(form);
  switch (answer.outcome) {
    case 'taken':
      return plain(parts, 200, '');
    case 'stale':
    case 'early':
      return plain(parts, 409, `\t${formSentence(language, answer.outcome === 'stale' ? 'formStale' : 'formEarly')}`);
    case 'closed':
      return plain(
        parts,
        410,
        `\t${formSentence(language, 'formClosedBody', { workspace: form.tenant.workspace.name })}`,
      );
    case 'many':
      return plain(parts, 429, `\t${formSentence(language, 'formMany')}`, { 'Retry-After': String(answer.seconds) });
    case 'refused': {
      const lines = answer.refusals.map(({ name, reason }) => `${name}\t${formSentence(language, reasons[reason])}`);
      return plain(parts, 422, lines.join('\n'));
    }
  }
}

/** The page after a form without a script: thanks, or the form once more with everything still in it. */
function tellPerson(
  shown: FormPage,
  values: Map<string, string>,
  answer: Outcome,
  answered: (status: number, title: string, text: string) => Answer,
): Answer {
  const { form } = shown;
  const language = languageOfForm(form);
  const workspace = form.tenant.workspace.name;
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
      return answered(
        410,
        formSentence(language, 'formClosedTitle'),
        formSentence(language, 'formClosedBody', { workspace }),
      );
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

/** `/f/confirm/TOKEN`: the page on GET, whoever opens it; the button acts. */
async function confirm(ctx: PublicCtx, token: string, parts: FormParts): Promise<Answer> {
  const nonce = freshNonce();
  if (!reads(parts.method) && parts.method !== 'POST') return notAllowed('GET, HEAD, POST');
  const found = await findSignUp(ctx, token);
  if (!found) {
    return page(
      404,
      plainNotice(languageOf(parts.headers.language), 'invalidTitle', 'invalidBody', nonce),
      nonce,
      null,
    );
  }
  let which: ConfirmPage = found.state === 'confirmed' ? 'already' : found.state === 'expired' ? 'expired' : 'ask';
  if (which === 'ask' && found.closed) which = 'closed';
  else if (which === 'ask' && parts.method === 'POST') {
    try {
      which = await confirmSignUp(found);
    } catch (error) {
      if (!(error instanceof QuotaExceeded)) throw error;
      ctx.log.warn(
        { workspace: found.tenant.workspace.slug },
        'a sign-up waits: the workspace has no room for contacts',
      );
      which = 'full';
    }
  }
  const status = { ask: 200, confirmed: 200, already: 200, expired: 410, closed: 503, full: 503 }[which];
  const address = {
    path: `/f/confirm/${token}`,
    form: `${linkOrigin(found.tenant.workspace.slug)}/f/${found.publicId}`,
  };
  return page(status, confirmPage(found, which, address, nonce), nonce, null);
}
