import type { ExportColumn } from './schemas.ts';

type Named = Exclude<ExportColumn, 'attributes'>;

/** What an export's columns are called; attributes have their own labels. */
export const exportHeaders: Record<'it' | 'en', Record<Named, string>> = {
  it: {
    address: 'email',
    'first-name': 'nome',
    'last-name': 'cognome',
    language: 'lingua',
    status: 'stato',
    groups: 'gruppi',
    subscriptions: 'iscrizioni',
    proofs: 'prove del consenso',
    tracking: 'tracciamento',
    added: 'aggiunto',
    changed: 'modificato',
  },
  en: {
    address: 'email',
    'first-name': 'first name',
    'last-name': 'last name',
    language: 'language',
    status: 'status',
    groups: 'groups',
    subscriptions: 'subscriptions',
    proofs: 'proofs of consent',
    tracking: 'tracking',
    added: 'added',
    changed: 'changed',
  },
};

/** What an import leaves alone when it reads an export again: it is told, and never set by a file. */
export const notTakenBack = [
  'status',
  'groups',
  'subscriptions',
  'proofs',
  'tracking',
  'added',
  'changed',
] as const satisfies Named[];
