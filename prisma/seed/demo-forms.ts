import { systemDb } from '#server/db/client.ts';
import type { PublicCtx, SystemCtx, TenantCtx } from '#server/lib/context.ts';
import {
  confirmSignUp,
  createForm,
  findPublicForm,
  findSignUp,
  makeChallenge,
  publishForm,
  saveForm,
  setSites,
  signUp,
} from '#server/modules/forms/index.ts';
import { type FormDefinition, formDefinition } from '#server/modules/forms/schemas.ts';
import { signedLink } from '#server/modules/notifications/index.ts';
import { romeTime, startingAt } from './demo-time.ts';

type DemoForm = {
  name: string;
  sites: string[];
  page: string;
  change: (form: FormDefinition, groups: Map<string, string>) => FormDefinition;
  /** Address, first name, days ago, and whether they confirmed. */
  people: [address: string, firstName: string, day: number, confirmed: boolean, tracking: boolean][];
};

const forms: DemoForm[] = [
  {
    name: 'Sito, in fondo alla pagina',
    sites: ['https://www.lungofiume.example'],
    page: 'https://www.lungofiume.example/',
    change: (form) => ({
      ...form,
      texts: {
        ...form.texts,
        title: 'Notizie dal fiume',
        intro: 'Una volta al mese: eventi, lavori e fioriture lungo l’argine.',
      },
      consents: {
        ...form.consents,
        tracking: 'Acconsento che si rilevi quali messaggi apro e quali collegamenti seguo, con numero e data.',
      },
    }),
    people: [
      ['nives.pavan@laguna.example', 'Nives', -26, true, true],
      ['t.bellini@ferrovie.example', 'Tommaso', -23, true, false],
      ['carla.riz@posta.example', 'Carla', -19, true, true],
      ['ugo.manin@barche.example', 'Ugo', -12, true, false],
      ['silvia.dal.pra@posta.example', 'Silvia', -9, true, true],
      ['remo.toso@laguna.example', 'Remo', -5, false, false],
      ['ilaria.b@scuola.example', 'Ilaria', -2, true, true],
      ['gino.furlan@posta.example', 'Gino', -1, false, true],
    ],
  },
  {
    name: 'Banchetto alla festa di giugno',
    sites: [],
    page: '',
    change: (form, groups) => ({
      ...form,
      texts: { ...form.texts, title: 'Resta in contatto', intro: 'Lascia il tuo indirizzo: ti scriviamo noi.' },
      groups: { ...form.groups, always: [...groups.values()].slice(0, 1) },
      look: { ...form.look, accent: '#1f6b4f', shape: 'round' },
    }),
    people: [
      ['adriana.zen@posta.example', 'Adriana', -15, true, false],
      ['luca.moro@barche.example', 'Luca', -14, true, false],
      ['pia.e.renzo@posta.example', 'Pia', -3, false, false],
    ],
  },
];

/** A visitor's own network each, as real ones have. */
const visitor = (now: () => Date, ctx: SystemCtx, index: number): PublicCtx => ({
  kind: 'public',
  actor: { kind: 'public', name: 'Modulo' },
  db: systemDb(),
  log: ctx.log,
  now,
  request: { id: '', address: `198.51.100.${20 + index}`, agent: 'Mozilla/5.0 (Android 16; Mobile) Firefox/142.0' },
});

/** Two sign-up forms and who filled them in, by the visitors' own verbs. Idempotent: a form that is there is left alone. */
export async function seedForms(ctx: SystemCtx, tenant: TenantCtx, groups: Map<string, string>): Promise<void> {
  let index = 0;
  for (const form of forms) {
    if (await tenant.db.form.findFirst({ where: { name: form.name }, select: { id: true } })) continue;
    const then = startingAt(tenant, romeTime(ctx.now(), -30, '10:00'));
    const { id } = await createForm(then, { name: form.name, language: 'it' });
    const made = await tenant.db.form.findFirstOrThrow({ where: { id } });
    const definition = form.change(formDefinition.parse(made.definition), groups);
    const { revision } = await saveForm(then, { id, revision: made.revision, definition });
    await setSites(then, { id, sites: form.sites });
    await publishForm(then, { id, revision });
    for (const [address, firstName, day, confirmed, tracking] of form.people) {
      const { now } = startingAt(tenant, romeTime(ctx.now(), day, '18:40'));
      const from = visitor(now, ctx, index++);
      const found = await findPublicForm(from, made.publicId);
      if (!found) continue;
      const token = makeChallenge(made.publicId, 0, new Date(now().getTime() - 20_000));
      const fields = new Map(
        Object.entries({
          address,
          'first-name': firstName,
          consent: '1',
          token,
          proof: '0',
          ...(tracking ? { tracking: '1' } : {}),
        }),
      );
      await signUp(from, found, {
        fields,
        page: form.page,
        address: from.request?.address ?? '',
        agent: from.request?.agent ?? '',
      });
      const row = await tenant.db.signUp.findFirst({ where: { formId: id, address }, select: { id: true } });
      if (!confirmed || !row) continue;
      const pending = await findSignUp(from, signedLink('confirm', row.id).split('/').at(-1) ?? '');
      if (pending) await confirmSignUp(pending);
    }
  }
}
