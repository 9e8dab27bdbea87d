import { z } from 'zod';
import { protectedProcedure, router } from '#server/trpc/procedures.ts';
import { cursorPage } from '#shared/paging.ts';
import {
  attributeUse,
  createAttribute,
  deleteAttribute,
  listAttributes,
  renameChoice,
  updateAttribute,
} from './attributes.ts';
import { blockContact, unblockContact } from './block-contact.ts';
import { cancelImport, planImport, startImport } from './change-import.ts';
import { contactDetail, contactTimeline } from './contact-detail.ts';
import { contactCounts } from './counts.ts';
import { createContact } from './create-contact.ts';
import { deleteGroup } from './delete-group.ts';
import { countAudience } from './eligibility.sql.ts';
import { eraseContact } from './erase-contact.ts';
import { cancelExport, listExports, startExport } from './export-contacts.ts';
import { findDuplicates } from './find-duplicates.sql.ts';
import { listGroups } from './groups.sql.ts';
import { createGroup, moveGroup, renameGroup } from './groups.ts';
import { getBulk, listBulk } from './list-bulk.ts';
import { listContacts } from './list-contacts.sql.ts';
import { compareContacts, mergeContacts, undoMerge } from './merge-contacts.ts';
import { getImport, listImports, previewImport } from './read-import.ts';
import { deleteFilter, listSavedFilters, saveFilter, updateFilter } from './saved-filters.ts';
import {
  blockInput,
  byId,
  comparePair,
  contactSelection,
  contactTimelineInput,
  createAttributeInput,
  createContactInput,
  createGroupInput,
  listContactsInput,
  mergeInput,
  moveGroupInput,
  planImportInput,
  previewImportInput,
  renameChoiceInput,
  renameGroupInput,
  saveFilterInput,
  setSubscriptionInput,
  setTrackingInput,
  startBulkInput,
  startExportInput,
  startImportInput,
  suppressionAnswers,
  updateAttributeInput,
  updateContactInput,
  updateFilterInput,
} from './schemas.ts';
import { COUNT_CAP, countSelection } from './selection.sql.ts';
import { setSubscription } from './set-subscription.ts';
import { setTracking } from './set-tracking.ts';
import { cancelBulk, startBulk, undoBulk } from './start-bulk.ts';
import { answerSuppression, suppressionState } from './suppression-list.ts';
import { listTopics } from './topics.ts';
import { undoImport } from './undo-import.ts';
import { updateContact } from './update-contact.ts';

const read = protectedProcedure('read', 'newsletter');
const write = protectedProcedure('contacts:write', 'newsletter');
const exporting = protectedProcedure('export', 'newsletter');
const audience = z.object({
  topicId: z.uuid(),
  includeGroupIds: z.array(z.uuid()).max(500),
  excludeGroupIds: z.array(z.uuid()).max(500),
});

export const contactsRouter = router({
  list: read.input(listContactsInput).query(({ ctx, input }) => listContacts(ctx.tenant, input)),
  count: read.input(contactSelection).query(async ({ ctx, input }) => {
    const count = await countSelection(ctx.tenant, input, COUNT_CAP);
    return { count: Math.min(count, COUNT_CAP), capped: count > COUNT_CAP };
  }),
  counts: read.query(({ ctx }) => contactCounts(ctx.tenant)),
  detail: read.input(byId).query(({ ctx, input }) => contactDetail(ctx.tenant, input)),
  timeline: read.input(contactTimelineInput).query(({ ctx, input }) => contactTimeline(ctx.tenant, input)),
  audience: read.input(audience).query(({ ctx, input }) => countAudience(ctx.tenant, input)),
  topics: read.query(({ ctx }) => listTopics(ctx.tenant)),

  create: write.input(createContactInput).mutation(({ ctx, input }) => createContact(ctx.tenant, input)),
  update: write.input(updateContactInput).mutation(({ ctx, input }) => updateContact(ctx.tenant, input)),
  erase: write.input(byId).mutation(({ ctx, input }) => eraseContact(ctx.tenant, input)),
  block: write.input(blockInput).mutation(({ ctx, input }) => blockContact(ctx.tenant, input)),
  unblock: write.input(byId).mutation(({ ctx, input }) => unblockContact(ctx.tenant, input)),
  setSubscription: write.input(setSubscriptionInput).mutation(({ ctx, input }) => setSubscription(ctx.tenant, input)),
  setTracking: write.input(setTrackingInput).mutation(({ ctx, input }) => setTracking(ctx.tenant, input)),

  groups: read.query(({ ctx }) => listGroups(ctx.tenant)),
  createGroup: write.input(createGroupInput).mutation(({ ctx, input }) => createGroup(ctx.tenant, input)),
  renameGroup: write.input(renameGroupInput).mutation(({ ctx, input }) => renameGroup(ctx.tenant, input)),
  moveGroup: write.input(moveGroupInput).mutation(({ ctx, input }) => moveGroup(ctx.tenant, input)),
  deleteGroup: write.input(byId).mutation(({ ctx, input }) => deleteGroup(ctx.tenant, input)),

  attributes: read.query(({ ctx }) => listAttributes(ctx.tenant)),
  createAttribute: write.input(createAttributeInput).mutation(({ ctx, input }) => createAttribute(ctx.tenant, input)),
  updateAttribute: write.input(updateAttributeInput).mutation(({ ctx, input }) => updateAttribute(ctx.tenant, input)),
  attributeUse: write.input(byId).query(({ ctx, input }) => attributeUse(ctx.tenant, input)),
  renameChoice: write.input(renameChoiceInput).mutation(({ ctx, input }) => renameChoice(ctx.tenant, input)),
  deleteAttribute: write.input(byId).mutation(({ ctx, input }) => deleteAttribute(ctx.tenant, input)),

  savedFilters: read.query(({ ctx }) => listSavedFilters(ctx.tenant)),
  saveFilter: write.input(saveFilterInput).mutation(({ ctx, input }) => saveFilter(ctx.tenant, input)),
  updateFilter: write.input(updateFilterInput).mutation(({ ctx, input }) => updateFilter(ctx.tenant, input)),
  deleteFilter: write.input(byId).mutation(({ ctx, input }) => deleteFilter(ctx.tenant, input)),

  bulkActions: read.input(cursorPage).query(({ ctx, input }) => listBulk(ctx.tenant, input)),
  bulkAction: read.input(byId).query(({ ctx, input }) => getBulk(ctx.tenant, input)),
  startBulk: write.input(startBulkInput).mutation(({ ctx, input }) => startBulk(ctx.tenant, input)),
  cancelBulk: write.input(byId).mutation(({ ctx, input }) => cancelBulk(ctx.tenant, input)),
  undoBulk: write.input(byId).mutation(({ ctx, input }) => undoBulk(ctx.tenant, input)),

  duplicates: write.query(({ ctx }) => findDuplicates(ctx.tenant)),
  compare: write.input(comparePair).query(({ ctx, input }) => compareContacts(ctx.tenant, input)),
  merge: write.input(mergeInput).mutation(({ ctx, input }) => mergeContacts(ctx.tenant, input)),
  undoMerge: write.input(byId).mutation(({ ctx, input }) => undoMerge(ctx.tenant, input)),

  imports: read.input(cursorPage).query(({ ctx, input }) => listImports(ctx.tenant, input)),
  import: read.input(byId).query(({ ctx, input }) => getImport(ctx.tenant, input)),
  previewImport: write.input(previewImportInput).query(({ ctx, input }) => previewImport(ctx.tenant, input)),
  planImport: write.input(planImportInput).mutation(({ ctx, input }) => planImport(ctx.tenant, input)),
  startImport: write.input(startImportInput).mutation(({ ctx, input }) => startImport(ctx.tenant, input)),
  cancelImport: write.input(byId).mutation(({ ctx, input }) => cancelImport(ctx.tenant, input)),
  undoImport: write.input(byId).mutation(({ ctx, input }) => undoImport(ctx.tenant, input)),
  suppression: read.query(({ ctx }) => suppressionState(ctx.tenant)),
  answerSuppression: write
    .input(z.object({ answer: z.enum(suppressionAnswers) }))
    .mutation(({ ctx, input }) => answerSuppression(ctx.tenant, input)),

  exports: exporting.input(cursorPage).query(({ ctx, input }) => listExports(ctx.tenant, input)),
  startExport: exporting.input(startExportInput).mutation(({ ctx, input }) => startExport(ctx.tenant, input)),
  cancelExport: exporting.input(byId).mutation(({ ctx, input }) => cancelExport(ctx.tenant, input)),
});
