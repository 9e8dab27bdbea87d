import type { ColumnTarget } from './schemas.ts';

/** Why a contact of an audience is not sent to, in the order in which the first that holds is told. */
export const skipReasons = [
  'excluded-group',
  'blocked',
  'certified-mail',
  'undeliverable',
  'complained',
  'pending',
  'unsubscribed',
  'not-subscribed',
] as const;
export type SkipReason = (typeof skipReasons)[number];

/** What a customer sees of the three things that are not one: `active`, or which of them speaks against sending. */
export const sendingStatuses = [
  'active',
  'blocked',
  'certified-mail',
  'undeliverable',
  'complained',
  'pending',
  'unsubscribed',
  'not-subscribed',
] as const;
export type SendingStatus = (typeof sendingStatuses)[number];

export const trackingLevels = ['off', 'aggregate', 'individual'] as const;
export type TrackingLevel = (typeof trackingLevels)[number];
export const legalBases = ['consent', 'soft_optin', 'contract'] as const;
export const attributeTypes = ['text', 'number', 'date', 'boolean', 'choice'] as const;
export type AttributeType = (typeof attributeTypes)[number];

/** How an attribute is asked about; which of them fit depends on its type (`operatorsOf`). */
export const attributeOperators = [
  'is',
  'is-not',
  'contains',
  'starts',
  'at-least',
  'at-most',
  'filled',
  'empty',
] as const;
export type AttributeOperator = (typeof attributeOperators)[number];

/** The operators that an attribute of a type understands, the most usual first. */
export function operatorsOf(type: AttributeType): readonly AttributeOperator[] {
  switch (type) {
    case 'text':
      return ['is', 'is-not', 'contains', 'starts', 'filled', 'empty'];
    case 'number':
    case 'date':
      return ['is', 'at-least', 'at-most', 'filled', 'empty'];
    case 'boolean':
      return ['is', 'filled', 'empty'];
    case 'choice':
      return ['is', 'is-not', 'filled', 'empty'];
  }
}
export const needsValue = (operator: AttributeOperator) => operator !== 'filled' && operator !== 'empty';

export const groupMatches = ['any', 'all', 'none', 'without'] as const;
export const evidenceSources = ['import', 'form', 'manual', 'link', 'demo', 'none'] as const;

/** What a contact did with its mail in the last days, of those who let it be known. */
export const contactActivities = ['opened', 'clicked', 'not-opened'] as const;
export const activityDays = [7, 30, 90, 180, 365] as const;

export const changeKinds = ['data', 'consent', 'tracking', 'sending'] as const;

/** What an export tells of every contact, in the order of its columns; `attributes` stands for all of them. */
export const exportColumns = [
  'address',
  'first-name',
  'last-name',
  'language',
  'status',
  'groups',
  'attributes',
  'subscriptions',
  'proofs',
  'tracking',
  'added',
  'changed',
] as const;
export type ExportColumn = (typeof exportColumns)[number];
export const usualExportColumns = [
  'address',
  'first-name',
  'last-name',
  'language',
  'status',
  'groups',
  'added',
  'attributes',
] as const satisfies ExportColumn[];

/** Why an export did not come to an end: its file could not be written, its processes died, or something else broke. */
export const exportFailures = ['storage', 'interrupted', 'unexpected'] as const;
export type ExportFailure = (typeof exportFailures)[number];

export const charsets = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1252'] as const;
export const delimiters = [',', ';', '\t', '|'] as const;

/** What becomes of a contact that is there already: its values stay, only empty ones are filled, or given ones overwrite them. */
export const conflictChoices = ['keep', 'fill', 'overwrite'] as const;
export type ConflictChoice = (typeof conflictChoices)[number];

/** Why a row of a file is not taken, beside the reasons of shared/address.ts. */
export const rowReasons = [
  'wrong-column-count',
  'duplicate-in-file',
  'cell-too-long',
  'nul-byte',
  'attribute-value',
  'language-unknown',
] as const;

/** Why a whole file is not taken. */
export const fileReasons = [
  'empty-file',
  'only-header',
  'too-large',
  'not-text',
  'spreadsheet-file',
  'spreadsheet-broken',
  'spreadsheet-too-large',
  'opendocument-file',
  'numbers-file',
  'zip-file',
  'pdf-file',
  'unclosed-quote',
  'bad-quote',
  'record-too-long',
  'too-many-columns',
  'no-address-column',
  'target-twice',
  'no-evidence',
  'file-gone',
] as const;
export type FileReason = (typeof fileReasons)[number];

/** Where a column goes, as a key: two columns of one plan must not go to the same. */
export function targetName(target: ColumnTarget): string {
  if (target.kind === 'attribute') return `attribute ${target.key}`;
  if (target.kind === 'new-attribute') return `new ${target.label.toLowerCase()}`;
  return target.kind;
}
