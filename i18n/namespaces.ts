import type { Language } from './languages.ts';

/**
 * Every namespace of messages, one line each. The Italian file is the model of the type; a test holds the English one equal to it.
 * The import attribute lets plain Node (worker, command line) read the same files as the bundler.
 */
export const namespaces = {
  ui: {
    it: () => import('./messages/it/ui.json', { with: { type: 'json' } }),
    en: () => import('./messages/en/ui.json', { with: { type: 'json' } }),
  },
  recipient: {
    it: () => import('./messages/it/recipient.json', { with: { type: 'json' } }),
    en: () => import('./messages/en/recipient.json', { with: { type: 'json' } }),
  },
  shell: {
    it: () => import('./messages/it/shell.json', { with: { type: 'json' } }),
    en: () => import('./messages/en/shell.json', { with: { type: 'json' } }),
  },
  errors: {
    it: () => import('./messages/it/errors.json', { with: { type: 'json' } }),
    en: () => import('./messages/en/errors.json', { with: { type: 'json' } }),
  },
  identity: {
    it: () => import('./messages/it/identity.json', { with: { type: 'json' } }),
    en: () => import('./messages/en/identity.json', { with: { type: 'json' } }),
  },
  portal: {
    it: () => import('./messages/it/portal.json', { with: { type: 'json' } }),
    en: () => import('./messages/en/portal.json', { with: { type: 'json' } }),
  },
  mail: {
    it: () => import('./messages/it/mail.json', { with: { type: 'json' } }),
    en: () => import('./messages/en/mail.json', { with: { type: 'json' } }),
  },
  marketing: {
    it: () => import('./messages/it/marketing.json', { with: { type: 'json' } }),
    en: () => import('./messages/en/marketing.json', { with: { type: 'json' } }),
  },
  activation: {
    it: () => import('./messages/it/activation.json', { with: { type: 'json' } }),
    en: () => import('./messages/en/activation.json', { with: { type: 'json' } }),
  },
  backoffice: {
    it: () => import('./messages/it/backoffice.json', { with: { type: 'json' } }),
    en: () => import('./messages/en/backoffice.json', { with: { type: 'json' } }),
  },
  'dev-mail': {
    it: () => import('./messages/it/dev-mail.json', { with: { type: 'json' } }),
    en: () => import('./messages/en/dev-mail.json', { with: { type: 'json' } }),
  },
  reports: {
    it: () => import('./messages/it/reports.json', { with: { type: 'json' } }),
    en: () => import('./messages/en/reports.json', { with: { type: 'json' } }),
  },
  contacts: {
    it: () => import('./messages/it/contacts.json', { with: { type: 'json' } }),
    en: () => import('./messages/en/contacts.json', { with: { type: 'json' } }),
  },
  campaigns: {
    it: () => import('./messages/it/campaigns.json', { with: { type: 'json' } }),
    en: () => import('./messages/en/campaigns.json', { with: { type: 'json' } }),
  },
  editor: {
    it: () => import('./messages/it/editor.json', { with: { type: 'json' } }),
    en: () => import('./messages/en/editor.json', { with: { type: 'json' } }),
  },
  domains: {
    it: () => import('./messages/it/domains.json', { with: { type: 'json' } }),
    en: () => import('./messages/en/domains.json', { with: { type: 'json' } }),
  },
  account: {
    it: () => import('./messages/it/account.json', { with: { type: 'json' } }),
    en: () => import('./messages/en/account.json', { with: { type: 'json' } }),
  },
  members: {
    it: () => import('./messages/it/members.json', { with: { type: 'json' } }),
    en: () => import('./messages/en/members.json', { with: { type: 'json' } }),
  },
  forms: {
    it: () => import('./messages/it/forms.json', { with: { type: 'json' } }),
    en: () => import('./messages/en/forms.json', { with: { type: 'json' } }),
  },
  status: {
    it: () => import('./messages/it/status.json', { with: { type: 'json' } }),
    en: () => import('./messages/en/status.json', { with: { type: 'json' } }),
  },
};

type Namespaces = typeof namespaces;

/** All messages of one language, by namespace. */
export type Messages = { [Name in keyof Namespaces]: Awaited<ReturnType<Namespaces[Name]['it']>>['default'] };

const loaded = new Map<Language, Promise<Messages>>();

/** The messages of a language, read once a process. */
export function loadMessages(language: Language): Promise<Messages> {
  const known = loaded.get(language);
  if (known) return known;
  const reading = readMessages(language);
  loaded.set(language, reading);
  return reading;
}

async function readMessages(language: Language): Promise<Messages> {
  const entries = await Promise.all(
    Object.entries(namespaces).map(async ([name, files]) => [name, (await files[language]()).default] as const),
  );
  const messages = Object.fromEntries(entries) as Messages;
  // Next's bundle formats what is compiled here (next.config.ts), so that browsers need no parser; plain Node reads the texts.
  return process.env.POSTINO_BUNDLE ? (await import('./compile-messages.ts')).compileMessages(messages) : messages;
}
