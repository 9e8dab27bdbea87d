import english from '#i18n/messages/en/recipient.json' with { type: 'json' };
import italian from '#i18n/messages/it/recipient.json' with { type: 'json' };
import type { FormView, FormWords, ViewField } from '#shared/forms/form-view.ts';
import { withNames } from './form-texts.ts';
import { type FormField, type FormLanguage, fieldId, type PublishedDefinition } from './schemas.ts';

/** Languages that a visitor may choose, by their own names. */
const languageNames = { it: 'Italiano', en: 'English', fr: 'Français', de: 'Deutsch', es: 'Español' };
const attributeKinds = { text: 'text', number: 'number', date: 'date', boolean: 'checkbox', choice: 'select' } as const;

/** The form's own words, in its language. */
export function formWords(language: FormLanguage): FormWords {
  const t = language === 'en' ? english : italian;
  return {
    required: t.formRequired,
    optional: t.formOptional,
    choose: t.formChoose,
    address: t.formAddress,
    consent: t.formConsent,
    sending: t.formSending,
    failed: t.formFailed,
    open: t.formOpen,
    policy: t.formPolicy,
    trap: t.formTrap,
  };
}

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

/** What visitors are shown of a definition. */
export function viewOf(
  published: PublishedDefinition,
  address: { publicId: string; revision: number; action: string },
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
    words: formWords(language),
  };
}
