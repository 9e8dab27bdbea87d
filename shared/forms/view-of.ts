import type { FormField, PublishedDefinition } from '#server/modules/forms/schemas.ts';
import { withNames } from './form-texts.ts';
import type { FormView, FormWords, ViewField } from './form-view.ts';

/** Languages that a visitor may choose, by their own names. */
const languageNames = { it: 'Italiano', en: 'English', fr: 'Français', de: 'Deutsch', es: 'Español' };
const attributeKinds = { text: 'text', number: 'number', date: 'date', boolean: 'checkbox', choice: 'select' } as const;

/** What tells fields apart, and what they are called when they are sent: their kind, or the attribute's key. */
export const fieldId = (field: FormField): string => (field.kind === 'attribute' ? `attr-${field.key}` : field.kind);

function viewField(field: FormField, attributes: PublishedDefinition['attributes']): ViewField {
  const base = { name: fieldId(field), label: field.label, required: field.required, options: [] };
  switch (field.kind) {
    case 'address':
      return { ...base, kind: 'email', required: true, autocomplete: 'email' };
    case 'first-name':
      return { ...base, kind: 'text', autocomplete: 'given-name' };
    case 'last-name':
      return { ...base, kind: 'text', autocomplete: 'family-name' };
    case 'language': {
      const options = Object.entries(languageNames).map(([value, label]) => ({ value, label }));
      return { ...base, kind: 'select', autocomplete: '', options };
    }
    case 'attribute': {
      const attribute = attributes.find((one) => one.key === field.key);
      const options = (attribute?.choices ?? []).map((choice) => ({ value: choice, label: choice }));
      return { ...base, kind: attributeKinds[attribute?.type ?? 'text'], autocomplete: '', options };
    }
  }
}

/** What visitors are shown of a definition; `words` are the form's own, in its language. */
export function makeView(
  published: PublishedDefinition,
  address: { publicId: string; revision: number; action: string },
  words: FormWords,
): FormView {
  const { texts, fields, groups, consents, privacy, look, language } = withNames(published.definition, published);
  const { title, intro, button, thanks } = texts;
  return {
    ...address,
    language,
    title,
    intro,
    button,
    thanks,
    fields: fields.map((field) => viewField(field, published.attributes)),
    groups:
      groups.offered.length > 0
        ? { label: groups.label, options: groups.offered.map(({ id, label }) => ({ value: id, label })) }
        : null,
    privacy: privacy.text,
    privacyUrl: privacy.url,
    consent: consents.receive,
    tracking: consents.tracking,
    look,
    words,
  };
}
