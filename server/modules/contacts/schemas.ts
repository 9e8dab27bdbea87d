import { z } from 'zod';
import { cursorPage } from '#shared/paging.ts';
import {
  attributeOperators,
  attributeTypes,
  changeKinds,
  charsets,
  conflictChoices,
  contactActivities,
  delimiters,
  evidenceSources,
  exportColumns,
  groupMatches,
  legalBases,
  sendingStatuses,
  trackingLevels,
  usualExportColumns,
} from './values.ts';

export * from './values.ts';

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

const attributeCondition = z.object({
  key: z.string().min(1).max(60),
  op: z.enum(attributeOperators),
  /** Any of them for `is`, none of them for `is-not`, the first for the others. */
  values: z.array(z.string().max(500)).max(50).default([]),
});
export type AttributeCondition = z.infer<typeof attributeCondition>;
const day = z.iso.date();
export const contactActivity = z.object({
  what: z.enum(contactActivities),
  days: z.number().int().min(1).max(730),
});
export type ContactActivity = z.infer<typeof contactActivity>;

/** Which contacts are meant: everything that is given must hold. */
export const contactSelection = z.object({
  q: z.string().trim().max(200).optional(),
  /** In this group or below it. */
  groupId: id.optional(),
  /** Groups with those below them: in `any`, in `all`, in `none` of them; `without`: in no group at all. */
  groups: z.object({ match: z.enum(groupMatches), ids: z.array(id).max(50) }).optional(),
  status: z.enum(sendingStatuses).optional(),
  /** The topic that status, subscription and source speak of; unset: the workspace's default. */
  topicId: id.optional(),
  subscription: z.enum(['subscribed', 'pending', 'unsubscribed', 'never']).optional(),
  /** Where the consent to the topic comes from; `none`: no proof is kept. */
  source: z.enum(evidenceSources).optional(),
  attributes: z.array(attributeCondition).max(10).optional(),
  /** Days of the workspace's zone, both included. */
  addedFrom: day.optional(),
  addedTo: day.optional(),
  /** ISO 639-1; `none`: not known. */
  languages: z
    .array(z.union([languageCode, z.literal('none')]))
    .max(30)
    .optional(),
  /** The contact's own choice for opens or clicks; `default`: it made none. */
  tracking: z.enum([...trackingLevels, 'default']).optional(),
  activity: contactActivity.optional(),
});
export type ContactSelection = z.infer<typeof contactSelection>;

const filterName = z.string().trim().min(1).max(60);
/** The list page's own parameters, as they stand in its address. */
const filterQuery = z.string().max(4000);
export const saveFilterInput = z.object({ name: filterName, query: filterQuery });
export const updateFilterInput = z.object({ id, name: filterName.optional(), query: filterQuery.optional() });

/** What is done to many at once. Nothing here raises a consent: subscribing takes evidence, one at a time or by import. */
export const bulkAct = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('add-to-group'), groupId: id }),
  z.object({ kind: z.literal('remove-from-group'), groupId: id }),
  z.object({
    kind: z.literal('set-attribute'),
    key: z.string().min(1).max(60),
    value: z.string().max(2000).nullable(),
  }),
  z.object({ kind: z.literal('unsubscribe'), topicId: id }),
  z.object({ kind: z.literal('block'), reason: z.string().trim().max(500).default('') }),
  z.object({ kind: z.literal('unblock') }),
  z.object({ kind: z.literal('delete') }),
]);
export type BulkAct = z.infer<typeof bulkAct>;
/** What else is kept with its undo among the acts: a group that was deleted, the first of its groups, with those below it. */
export const deletedGroups = z.object({
  kind: z.literal('delete-group'),
  groups: z
    .array(
      z.object({
        id,
        parentId: id.nullable(),
        name: z.string(),
        position: z.number().int(),
        createdAt: z.coerce.date(),
      }),
    )
    .min(1),
});
export const recordedAct = z.discriminatedUnion('kind', [...bulkAct.options, deletedGroups]);
export type RecordedAct = z.infer<typeof recordedAct>;
export const bulkTarget = z.union([
  z.object({ ids: z.array(id).min(1).max(1000) }).strict(),
  z.object({ selection: contactSelection }).strict(),
]);
export type BulkTarget = z.infer<typeof bulkTarget>;
export const startBulkInput = z.object({ act: bulkAct, target: bulkTarget });

/** Why two contacts are taken for one person, the surest first. */
export const duplicateReasons = ['same-mailbox', 'typo', 'same-name', 'same-phone'] as const;
export type DuplicateReason = (typeof duplicateReasons)[number];

const side = z.enum(['survivor', 'merged']);
export const mergeInput = z.object({
  survivorId: id,
  mergedId: id,
  /** Whose value stays; what is not named is the survivor's, or the other's where the survivor has none. */
  keep: z
    .object({
      firstName: side.optional(),
      lastName: side.optional(),
      language: side.optional(),
      attributes: z.record(z.string().max(60), side).optional(),
    })
    .default({}),
});
export const comparePair = z.object({ survivorId: id, mergedId: id });
export const contactTimelineInput = cursorPage.extend({ id, kind: z.enum(changeKinds).optional() });

export const exportFormats = ['csv', 'xlsx'] as const;
export type ExportFormat = (typeof exportFormats)[number];
export const exportOptions = z.object({
  columns: z
    .array(z.enum(exportColumns))
    .min(1)
    .max(exportColumns.length)
    .default([...usualExportColumns]),
  /** Of the attributes only these, by their keys; null: all. */
  attributes: z.array(z.string().max(60)).max(500).nullable().default(null),
  delimiter: z.enum([',', ';']).default(','),
  /** With a byte order mark Excel reads UTF-8; without one, programs that know none. */
  mark: z.boolean().default(true),
});
export type ExportOptions = z.infer<typeof exportOptions>;
export const startExportInput = z.object({
  target: bulkTarget.default({ selection: {} }),
  format: z.enum(exportFormats).default('csv'),
  options: exportOptions.default({
    columns: [...usualExportColumns],
    attributes: null,
    delimiter: ',',
    mark: true,
  }),
});

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
export const moveGroupInput = z.object({
  id,
  parentId: id.nullable(),
  /** Its place among its new siblings, from 0; unset: at their end. */
  index: z.number().int().min(0).max(10_000).optional(),
});

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
  /** Its place among the others, from 0. */
  position: z.number().int().min(0).max(10_000).optional(),
});
export const renameChoiceInput = z.object({
  id,
  from: z.string().min(1).max(100),
  to: z.string().trim().min(1).max(100),
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
  /** Of a suppression list: why the address is on it, and since when. */
  z.object({ kind: z.literal('reason') }),
  z.object({ kind: z.literal('since') }),
]);
export type ColumnTarget = z.infer<typeof columnTarget>;

/** What stands around a cell that holds delimiters or line ends; `''`: nothing does, and every quotation mark is a letter. */
export const quotes = ['"', "'", ''] as const;
/** How such a mark is written inside a cell: twice, or after a backslash. */
export const quoteEscapes = ['double', 'backslash'] as const;

/** How the bytes become rows. */
export const csvDialect = z.object({
  charset: z.enum(charsets),
  delimiter: z.enum(delimiters),
  quote: z.enum(quotes).default('"'),
  escape: z.enum(quoteEscapes).default('double'),
  header: z.boolean(),
});
export type CsvDialect = z.infer<typeof csvDialect>;

export const importKinds = ['contacts', 'suppression'] as const;
export type ImportKind = (typeof importKinds)[number];

/** What a person says who brings no suppression list: the old system had none, or they are blocked here already. */
export const suppressionAnswers = ['none', 'done'] as const;

/** Everything an import needs to know besides its file; kept in Import.plan. */
export const importPlan = csvDialect.extend({
  /** The header's words, or `1`, `2` … where there is none. */
  columns: z.array(z.string().max(200)).max(500),
  mapping: z.array(columnTarget).max(500),
  /** The sheet that was read, where the file is a workbook, and how many others it has. */
  sheet: z
    .object({ name: z.string().max(200), others: z.number().int().min(0) })
    .nullable()
    .default(null),
  conflict: z.enum(conflictChoices).default('overwrite'),
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

export type ImportCounts = {
  rows: number;
  created: number;
  updated: number;
  unchanged: number;
  rejected: number;
  /** How many rows each reason rejected. */
  reasons: Record<string, number>;
};
