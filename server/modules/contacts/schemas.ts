import { z } from 'zod';
import { cursorPage } from '#shared/paging.ts';

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

const id = z.uuid();
const name = z.string().trim().max(200);
/** ISO 639-1. */
const languageCode = z.string().regex(/^[a-z]{2}$/);
const evidenceText = z.string().trim().min(1).max(4000);

export const contactFields = z.object({
  address: z.string().max(1000),
  firstName: name.default(''),
  lastName: name.default(''),
  language: languageCode.nullable().default(null),
  /** Values by the attribute's key; null or '' takes the value away. */
  attributes: z
    .record(z.string().max(60), z.union([z.string().max(2000), z.number(), z.boolean(), z.null()]))
    .default({}),
  groupIds: z.array(id).max(200).default([]),
});

/** A new contact; `consent` subscribes it to a topic with its evidence. Without it the contact may not be sent to. */
export const createContactInput = contactFields.extend({
  consent: z
    .object({ topicId: id.optional(), basis: z.enum(legalBases).default('consent'), text: evidenceText })
    .nullable()
    .default(null),
});
export type CreateContactInput = z.input<typeof createContactInput>;

export const updateContactInput = z.object({
  id,
  address: z.string().max(1000).optional(),
  firstName: name.optional(),
  lastName: name.optional(),
  language: languageCode.nullable().optional(),
  attributes: contactFields.shape.attributes.unwrap().optional(),
  groupIds: z.array(id).max(200).optional(),
});
export type UpdateContactInput = z.infer<typeof updateContactInput>;

export const byId = z.object({ id });

export const blockInput = z.object({ id, reason: z.string().trim().max(500).default('') });

export const setSubscriptionInput = z.object({
  contactId: id,
  topicId: id,
  state: z.enum(['subscribed', 'unsubscribed']),
  basis: z.enum(legalBases).default('consent'),
  /** How the consent was given, in words; required to subscribe. */
  evidence: z.string().trim().max(4000).default(''),
});

export const setTrackingInput = z.object({
  contactId: id,
  /** null: the workspace's default holds. */
  opens: z.enum(trackingLevels).nullable(),
  clicks: z.enum(trackingLevels).nullable(),
  /** How the consent was given, in words; required to raise either to `individual`. */
  evidence: z.string().trim().max(4000).default(''),
});

export const contactSelection = z.object({
  q: z.string().trim().max(200).optional(),
  groupId: id.optional(),
  status: z.enum(sendingStatuses).optional(),
  topicId: id.optional(),
  attribute: z.object({ key: z.string().max(60), value: z.string().max(500) }).optional(),
});
export type ContactSelection = z.infer<typeof contactSelection>;

/** Why an export did not come to an end: its file could not be written, its processes died, or something else broke. */
export const exportFailures = ['storage', 'interrupted', 'unexpected'] as const;
export type ExportFailure = (typeof exportFailures)[number];

export const listContactsInput = cursorPage.extend({
  ...contactSelection.shape,
  sort: z.enum(['added', 'address']).default('added'),
  direction: z.enum(['asc', 'desc']).default('desc'),
});
export type ListContactsInput = z.input<typeof listContactsInput>;

const groupName = z
  .string()
  .trim()
  .min(1)
  .max(80)
  .regex(/^[^/]+$/, 'no-slash');
export const createGroupInput = z.object({ name: groupName, parentId: id.nullable().default(null) });
export const renameGroupInput = z.object({ id, name: groupName });
export const moveGroupInput = z.object({ id, parentId: id.nullable() });
export const groupMembersInput = z.object({ groupId: id, contactIds: z.array(id).min(1).max(1000) });

const choices = z.array(z.string().trim().min(1).max(100)).max(100);
export const createAttributeInput = z.object({
  label: z.string().trim().min(1).max(60),
  type: z.enum(attributeTypes),
  choices: choices.default([]),
});
export const updateAttributeInput = z.object({
  id,
  label: z.string().trim().min(1).max(60).optional(),
  choices: choices.optional(),
  position: z.number().int().min(0).max(10_000).optional(),
});

/** What a column of the file becomes. */
export const columnTarget = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('ignore') }),
  z.object({ kind: z.literal('address') }),
  z.object({ kind: z.literal('first-name') }),
  z.object({ kind: z.literal('last-name') }),
  /** One column with both: the first word is the name, the rest the surname. */
  z.object({ kind: z.literal('full-name') }),
  z.object({ kind: z.literal('language') }),
  z.object({ kind: z.literal('attribute'), key: z.string().max(60) }),
  z.object({ kind: z.literal('new-attribute'), label: z.string().trim().min(1).max(60) }),
]);
export type ColumnTarget = z.infer<typeof columnTarget>;

export const charsets = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1252'] as const;
export const delimiters = [',', ';', '\t', '|'] as const;

/** How the bytes become rows. */
export const csvDialect = z.object({
  charset: z.enum(charsets),
  delimiter: z.enum(delimiters),
  header: z.boolean(),
});
export type CsvDialect = z.infer<typeof csvDialect>;

/** Everything an import needs to know besides its file; kept in Import.plan. */
export const importPlan = csvDialect.extend({
  /** The header's words, or `1`, `2` … where there is none. */
  columns: z.array(z.string().max(200)).max(500),
  mapping: z.array(columnTarget).max(500),
  groupId: id.nullable().default(null),
  topicId: id.nullable().default(null),
  basis: z.enum(legalBases).default('consent'),
  /** Where these contacts' consent comes from, in the words of who imports. */
  evidence: z.string().trim().max(4000).default(''),
});
export type ImportPlan = z.infer<typeof importPlan>;

export const previewImportInput = z.object({ id, dialect: csvDialect.optional() });
export const planImportInput = z.object({ id, plan: importPlan });
export const startImportInput = z.object({ id, dryRun: z.boolean() });

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
  'unclosed-quote',
  'bad-quote',
  'record-too-long',
  'too-many-columns',
  'no-address-column',
  'no-evidence',
  'file-gone',
] as const;
export type FileReason = (typeof fileReasons)[number];

export type ImportCounts = {
  rows: number;
  created: number;
  updated: number;
  unchanged: number;
  rejected: number;
  /** How many rows each reason rejected. */
  reasons: Record<string, number>;
};
