import { linkOrigin } from '#server/config/hosts.ts';
import { systemDb } from '#server/db/client.ts';
import type { PublicCtx } from '#server/lib/context.ts';
import { RateLimited } from '#server/lib/errors.ts';
import type { Log } from '#server/lib/log.ts';
import {
  findPublicForm,
  makeChallenge,
  mayCarry,
  type PublicForm,
  signUp,
  viewOf,
} from '#server/modules/forms/index.ts';
import { type Answer, isDatabaseAway, type RequestParts } from '#server/modules/tracking/index.ts';
import { recentProviderSettings } from '#server/modules/workspaces/index.ts';
import { inkOn } from '#shared/forms/contrast.ts';
import { confirmEndpoint } from './confirm-endpoint.ts';
import {
  closedSentence,
  languageOfForm,
  notAllowed,
  type Outcome,
  page,
  plain,
  reads,
  refusalOf,
  tellPerson,
  tellScript,
} from './form-answers.ts';
import { type FormPage, formNotice, formPage, formSentence, plainNotice } from './form-pages.ts';
import { heightScript, scriptAnswer, widgetScript } from './form-script.ts';
import { freshNonce } from './public-answers.ts';
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

const actionOf = (form: PublicForm) => `${linkOrigin(form.tenant.workspace.slug)}/f/${form.publicId}`;

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
    const { 'forms.proof-bits': bits } = await recentProviderSettings();
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
    const { 'forms.proof-bits': bits } = await recentProviderSettings();
    return plain(parts, 200, makeChallenge(form.publicId, bits, ctx.now()));
  }

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
    let outcome: Outcome;
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
        if (first === 'confirm' && second && more.length === 0) return confirmEndpoint(ctx, second, parts);
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
