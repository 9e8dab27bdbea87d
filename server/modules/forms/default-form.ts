import type { FormDefinition, FormLanguage } from './schemas.ts';

type Texts = Pick<FormDefinition, 'texts' | 'consents'> & {
  address: string;
  firstName: string;
  privacy: string;
  groups: string;
};

/** `{workspace}` and `{provider}` stand for the names; they are put in when the form is shown. */
const defaults: Record<FormLanguage, Texts> = {
  it: {
    texts: {
      title: 'Iscriviti alla newsletter',
      intro: 'Le novità di {workspace}, nella tua casella.',
      button: 'Iscrivimi',
      thanks: 'Controlla la posta: ti abbiamo scritto. Per completare l’iscrizione premi il pulsante nel messaggio.',
      confirmed: 'La tua iscrizione è confermata. Grazie!',
      already: 'La tua iscrizione era già confermata: non devi fare altro.',
    },
    consents: { receive: 'Voglio ricevere le comunicazioni di {workspace} per e-mail.', tracking: '' },
    address: 'Indirizzo e-mail',
    firstName: 'Nome',
    privacy:
      'I dati sono trattati da {workspace}. I messaggi sono recapitati da un servizio esterno, {provider}. Aperture e clic sui collegamenti sono rilevati, con il loro numero e la data. Puoi disiscriverti quando vuoi da ogni messaggio.',
    groups: 'Che cosa ti interessa?',
  },
  en: {
    texts: {
      title: 'Sign up for the newsletter',
      intro: 'News from {workspace}, in your inbox.',
      button: 'Sign me up',
      thanks: 'Check your mail: we have written to you. To complete the sign-up, press the button in the message.',
      confirmed: 'Your sign-up is confirmed. Thank you!',
      already: 'Your sign-up had been confirmed before: there is nothing more to do.',
    },
    consents: { receive: 'I want to receive {workspace}’s messages by e-mail.', tracking: '' },
    address: 'E-mail address',
    firstName: 'First name',
    privacy:
      'Your data is handled by {workspace}. Messages are delivered by an outside service, {provider}. Opens and clicks on links are tracked, with their count and date. You can unsubscribe at any time from every message.',
    groups: 'What are you interested in?',
  },
};

const trackingWords: Record<FormLanguage, string> = {
  it: 'Acconsento che si rilevi quali messaggi apro e quali collegamenti seguo, con numero e data, per ricevere contenuti più adatti a me.',
  en: 'I agree that it is recorded which messages I open and which links I follow, with count and date, so that I receive what suits me better.',
};

/** Words for the box that asks for individual tracking; the builder offers them, a form has none by itself. */
export const defaultTracking = (language: FormLanguage): string => trackingWords[language];

/** The privacy text that tells what must be told (H20). */
export const defaultPrivacy = (language: FormLanguage): string => defaults[language].privacy;

/** A form that could be published as it is: address, first name, one consent, the privacy notice. */
export function defaultForm(language: FormLanguage, topicIds: string[]): FormDefinition {
  const { texts, consents, address, firstName, privacy, groups } = defaults[language];
  return {
    v: 1,
    language,
    texts,
    consents,
    fields: [
      { kind: 'address', label: address, required: true },
      { kind: 'first-name', label: firstName, required: false },
    ],
    groups: { always: [], label: groups, offered: [] },
    topicIds,
    privacy: { text: privacy, url: '' },
    look: { accent: '#2f4dc0', ground: '#ffffff', ink: '#1b1f27', shape: 'soft', font: 'system' },
  };
}
