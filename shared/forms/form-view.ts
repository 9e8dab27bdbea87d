/** What a visitor is given of a published form. Plain values: it travels inside the widget's script. */
export type FormView = {
  publicId: string;
  revision: number;
  language: string;
  /** Absolute address that takes what was filled in; challenges are given below it. */
  action: string;
  title: string;
  intro: string;
  button: string;
  thanks: string;
  fields: ViewField[];
  groups: { label: string; options: { value: string; label: string }[] } | null;
  privacy: string;
  privacyUrl: string;
  consent: string;
  /** The words beside the box for individual tracking; '' where the form does not ask. */
  tracking: string;
  look: FormLook;
  words: FormWords;
};

export type ViewField = {
  name: string;
  kind: 'email' | 'text' | 'number' | 'date' | 'checkbox' | 'select';
  label: string;
  required: boolean;
  autocomplete: string;
  options: { value: string; label: string }[];
};

export const formShapes = ['square', 'soft', 'round'] as const;
export const formFonts = ['system', 'serif', 'mono', 'page'] as const;
export type FormLook = {
  /** `#rrggbb`, each. */
  accent: string;
  ground: string;
  ink: string;
  shape: (typeof formShapes)[number];
  font: (typeof formFonts)[number];
};

/** The form's own words, in its language. */
export type FormWords = {
  required: string;
  optional: string;
  choose: string;
  address: string;
  consent: string;
  sending: string;
  failed: string;
  open: string;
  policy: string;
  trap: string;
};

/** The box for individual tracking, the box for consent and the trap that only machines fill in. */
export const TRACKING_FIELD = 'tracking';
export const CONSENT_FIELD = 'consent';
export const TRAP_FIELD = 'website';

/** A small tree of elements: tag, attributes ('' for one without a value), children. */
export type ViewNode = string | { tag: string; at: Readonly<Record<string, string>>; in: ViewNode[] };

const el = (tag: string, at: Readonly<Record<string, string>>, ...children: (ViewNode | '')[]): ViewNode => {
  const inside: ViewNode[] = [];
  for (const child of children) if (child !== '') inside[inside.length] = child;
  return { tag, at, in: inside };
};

/** A control with its label, and the place where its error is told. */
function row(view: FormView, field: ViewField): ViewNode {
  const id = `p-${field.name}`;
  const at: Record<string, string> = { id, name: field.name, 'aria-describedby': `${id}-e` };
  if (field.required) at.required = '';
  if (field.autocomplete) at.autocomplete = field.autocomplete;
  const error = el('div', { class: 'e', id: `${id}-e` });
  if (field.kind === 'checkbox') {
    return el(
      'div',
      { class: 'c' },
      el('input', { ...at, type: 'checkbox', value: '1' }),
      label(view, id, field),
      error,
    );
  }
  if (field.kind !== 'select') {
    const typed = { ...at, type: field.kind === 'number' ? 'text' : field.kind, maxlength: '500' };
    return el(
      'div',
      {},
      label(view, id, field),
      el('input', field.kind === 'number' ? { ...typed, inputmode: 'decimal' } : typed),
      error,
    );
  }
  const options: ViewNode[] = [el('option', { value: '' }, view.words.choose)];
  for (const { value, label: text } of field.options) options[options.length] = el('option', { value }, text);
  return el('div', {}, label(view, id, field), el('select', at, ...options), error);
}

const label = (view: FormView, id: string, field: ViewField): ViewNode =>
  el('label', { for: id }, field.label, field.required ? '' : el('span', {}, ` (${view.words.optional})`));

function groupsOf(view: FormView): ViewNode | '' {
  if (!view.groups) return '';
  const boxes: ViewNode[] = [el('legend', {}, view.groups.label)];
  for (const { value, label: text } of view.groups.options) {
    const id = `p-g-${value}`;
    boxes[boxes.length] = el(
      'div',
      { class: 'c' },
      el('input', { type: 'checkbox', id, name: `group-${value}`, value: '1' }),
      el('label', { for: id }, text),
    );
  }
  return el('fieldset', {}, ...boxes);
}

const box = (view: FormView, name: string, text: string, required: boolean): ViewNode | '' =>
  text === '' ? '' : row(view, { name, kind: 'checkbox', label: text, required, autocomplete: '', options: [] });

/**
 * The form as a tree: the server writes it as HTML, the widget builds it in its shadow. Its title is the first heading of a page of
 * its own, and the second on somebody else's.
 */
export function formTree(
  view: FormView,
  heading: 'h1' | 'h2' = 'h2',
  hidden: Readonly<Record<string, string>> = {},
): ViewNode {
  const fields: ViewNode[] = [];
  for (const field of view.fields) fields[fields.length] = row(view, field);
  const kept: ViewNode[] = [el('input', { type: 'hidden', name: 'revision', value: `${view.revision}` })];
  for (const name of Object.keys(hidden)) {
    kept[kept.length] = el('input', { type: 'hidden', name, value: hidden[name] ?? '' });
  }
  return el(
    'form',
    {
      method: 'post',
      action: view.action,
      class: 'f',
      lang: view.language,
      'accept-charset': 'utf-8',
      'aria-labelledby': 'p-title',
    },
    el(heading, { id: 'p-title', class: 'h' }, view.title),
    view.intro && el('p', { class: 'i' }, view.intro),
    ...fields,
    groupsOf(view),
    // Off the page for people and for screen readers; a machine that fills in every field gives itself away.
    el(
      'div',
      { class: 't', 'aria-hidden': 'true' },
      el('label', { for: 'p-trap' }, view.words.trap),
      el('input', { id: 'p-trap', name: TRAP_FIELD, tabindex: '-1', autocomplete: 'off' }),
    ),
    box(view, CONSENT_FIELD, view.consent, true),
    box(view, TRACKING_FIELD, view.tracking, false),
    el(
      'div',
      { class: 'p' },
      view.privacy,
      view.privacyUrl && ' ',
      view.privacyUrl && el('a', { href: view.privacyUrl, target: '_blank', rel: 'noopener' }, view.words.policy),
    ),
    ...kept,
    el('div', { class: 's', role: 'status', tabindex: '-1' }),
    el('button', { type: 'submit' }, view.button),
  );
}

const fonts: Record<FormLook['font'], string> = {
  system: 'system-ui,-apple-system,"Segoe UI",Roboto,sans-serif',
  serif: 'Georgia,"Times New Roman",serif',
  mono: 'ui-monospace,Menlo,Consolas,monospace',
  page: 'inherit',
};
const corners: Record<FormLook['shape'], string> = { square: '0', soft: '6px', round: '18px' };

/** The form's sheet. Sizes are pixels: a host page's root font size must not shrink it. `on` is the accent's text colour. */
export function formSheet(look: FormLook, on: string): string {
  const { accent, ground, ink } = look;
  return `.f{box-sizing:border-box;max-width:520px;margin:0;padding:24px;background:${ground};color:${ink};border:1px solid ${ink}2e;border-radius:${corners[look.shape]};font:16px/1.5 ${fonts[look.font]};text-align:start;color-scheme:light}
.f *{box-sizing:border-box;font:inherit;color:inherit}
.f>*,.f fieldset>*{margin:0 0 16px}
.f>:last-child{margin:0}
.f .h{font-size:21px;line-height:1.3;font-weight:650;margin-bottom:8px;overflow-wrap:anywhere}
.f p,.f .p,.f .s{white-space:pre-line;overflow-wrap:anywhere}
.f .p{font-size:13.5px}
.f label,.f legend{display:block;font-weight:550;padding:0;margin-bottom:4px;overflow-wrap:anywhere}
.f label span{font-weight:400}
.f fieldset{border:0;padding:0;min-width:0}
.f fieldset .c{margin:0 0 8px}
.f .c{display:grid;grid-template-columns:20px 1fr;gap:2px 10px;align-items:start}
.f .c label{font-weight:400;margin:0}
.f .c .e{grid-column:2}
.f input,.f select{width:100%;min-height:44px;padding:8px 12px;background:#fff;color:#1b1f27;border:1px solid #767c88;border-radius:calc(${corners[look.shape]}*.7)}
.f .c input{width:20px;height:20px;min-height:0;margin:2px 0 0;accent-color:${accent}}
.f [aria-invalid]{border:2px solid #b3261e}
.f .e,.f .s.x{color:#b3261e;background:#fff;font-size:14px;font-weight:550;border-radius:4px}
.f .e:not(:empty){padding:2px 6px;margin-top:4px}
.f .s:empty{display:none}
.f .s.x{padding:8px 10px;border:1px solid}
.f .t{position:absolute;left:-9999px;width:1px;height:1px;overflow:hidden}
.f button{width:100%;min-height:46px;padding:10px 20px;border:0;border-radius:calc(${corners[look.shape]}*.7);background:${accent};color:${on};font-weight:600;cursor:pointer}
.f button[aria-disabled]{opacity:.7;cursor:progress}
.f a{text-decoration:underline}
.f :focus-visible{outline:3px solid ${accent};outline-offset:2px}
.f .s:focus{outline:0}
`;
}
