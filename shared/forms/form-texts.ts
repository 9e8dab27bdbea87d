import type { FormDefinition } from '#server/modules/forms/schemas.ts';

type Names = { provider: string; workspace: string };

/** A text with `{provider}` and `{workspace}` put in. */
export const fillNames = (text: string, names: Names): string =>
  text.replaceAll('{provider}', names.provider).replaceAll('{workspace}', names.workspace);

/** A definition whose every text has the names put in: what visitors read, and what the evidence keeps. */
export function withNames(form: FormDefinition, names: Names): FormDefinition {
  const fill = (text: string) => fillNames(text, names);
  const { title, intro, button, thanks, confirmed, already } = form.texts;
  return {
    ...form,
    texts: {
      title: fill(title),
      intro: fill(intro),
      button: fill(button),
      thanks: fill(thanks),
      confirmed: fill(confirmed),
      already: fill(already),
    },
    fields: form.fields.map((field) => ({ ...field, label: fill(field.label) })),
    groups: {
      ...form.groups,
      label: fill(form.groups.label),
      offered: form.groups.offered.map((one) => ({ ...one, label: fill(one.label) })),
    },
    privacy: { ...form.privacy, text: fill(form.privacy.text) },
    consents: { receive: fill(form.consents.receive), tracking: fill(form.consents.tracking) },
  };
}
