import english from '#i18n/messages/en/recipient.json' with { type: 'json' };
import italian from '#i18n/messages/it/recipient.json' with { type: 'json' };
import type { FormView, FormWords } from '#shared/forms/form-view.ts';
import { makeView } from '#shared/forms/view-of.ts';
import type { FormLanguage, PublishedDefinition } from './schemas.ts';

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

/** What visitors are shown of a published version, in the words of its language. */
export const viewOf = (
  published: PublishedDefinition,
  address: { publicId: string; revision: number; action: string },
): FormView => makeView(published, address, formWords(published.definition.language));
