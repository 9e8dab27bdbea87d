import { protectedProcedure } from '#server/trpc/procedures.ts';
import { removeFile } from './files.ts';
import { describeImage, listImages, setImageRemoved } from './image-library.ts';
import { derivePlainText } from './plain-text.ts';
import * as inputs from './schemas.ts';
import { deleteTemplate, listTemplates, renameTemplate, saveTemplate } from './templates.ts';
import { compareVersion, listVersions, restoreVersion } from './versions.ts';

const reading = protectedProcedure('read', 'newsletter');
const writing = protectedProcedure('campaigns:write', 'newsletter');

/** What a message is made of: versions, templates, pictures, files, the plain part. Part of the campaigns' router. */
export const messageProcedures = {
  plainText: reading.input(inputs.campaignIdInput).query(({ ctx, input }) => derivePlainText(ctx.tenant, input.id)),
  versions: reading.input(inputs.campaignIdInput).query(({ ctx, input }) => listVersions(ctx.tenant, input.id)),
  compareVersion: reading.input(inputs.versionInput).query(({ ctx, input }) => compareVersion(ctx.tenant, input)),
  restoreVersion: writing
    .input(inputs.restoreVersionInput)
    .mutation(({ ctx, input }) => restoreVersion(ctx.tenant, input)),
  templates: reading.query(({ ctx }) => listTemplates(ctx.tenant)),
  saveTemplate: writing.input(inputs.saveTemplateInput).mutation(({ ctx, input }) => saveTemplate(ctx.tenant, input)),
  renameTemplate: writing
    .input(inputs.renameTemplateInput)
    .mutation(({ ctx, input }) => renameTemplate(ctx.tenant, input)),
  deleteTemplate: writing
    .input(inputs.campaignIdInput)
    .mutation(({ ctx, input }) => deleteTemplate(ctx.tenant, input.id)),
  images: reading.input(inputs.listImagesInput).query(({ ctx, input }) => listImages(ctx.tenant, input)),
  describeImage: writing
    .input(inputs.describeImageInput)
    .mutation(({ ctx, input }) => describeImage(ctx.tenant, input)),
  setImageRemoved: writing
    .input(inputs.setImageRemovedInput)
    .mutation(({ ctx, input }) => setImageRemoved(ctx.tenant, input)),
  removeFile: writing.input(inputs.removeFileInput).mutation(({ ctx, input }) => removeFile(ctx.tenant, input)),
};
