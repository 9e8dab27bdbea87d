import { type FormView, formTree, type ViewNode } from '#shared/forms/form-view.ts';

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escaped = (text: string) => text.replaceAll(/[&<>"']/g, (character) => entities[character] ?? '');
const VOID = new Set(['input']);

/** What a visitor sent before, and what was wrong with it: shown again in its place. */
export type Refilled = { values: ReadonlyMap<string, string>; errors: ReadonlyMap<string, string> };

type At = Readonly<Record<string, string>>;

/** A control's attributes with what had been filled in, and whether it was refused. */
function refilled(tag: string, at: At, again: Refilled | undefined): At {
  const { name } = at;
  if (!again || name === undefined || at.type === 'hidden') return at;
  const value = again.values.get(name) ?? '';
  const invalid: At = again.errors.has(name) ? { 'aria-invalid': 'true' } : {};
  if (at.type === 'checkbox') return { ...at, ...(value === '' ? {} : { checked: '' }), ...invalid };
  return tag === 'input' ? { ...at, value, ...invalid } : { ...at, ...invalid };
}

function written(node: ViewNode, again: Refilled | undefined, select: string): string {
  if (typeof node === 'string') return escaped(node);
  const { tag } = node;
  let at = refilled(tag, node.at, again);
  const chosen = tag === 'select' ? (again?.values.get(at.name ?? '') ?? '') : select;
  if (tag === 'option' && chosen !== '' && at.value === chosen) at = { ...at, selected: '' };
  const attributes = Object.entries(at)
    .map(([name, value]) => (value === '' && name !== 'value' ? ` ${name}` : ` ${name}="${escaped(value)}"`))
    .join('');
  if (VOID.has(tag)) return `<${tag}${attributes}>`;
  const error = at.class === 'e' ? again?.errors.get((at.id ?? '').replace(/^p-|-e$/g, '')) : undefined;
  const inside = error ? escaped(error) : node.in.map((child) => written(child, again, chosen)).join('');
  return `<${tag}${attributes}>${inside}</${tag}>`;
}

/** The form as HTML that works without any script: what the hosted page holds, and what a site may copy. */
export function plainForm(
  view: FormView,
  options: { heading?: 'h1'; hidden?: Record<string, string>; again?: Refilled | undefined } = {},
): string {
  return written(formTree(view, options.heading, options.hidden), options.again, '');
}
