import { protectedProcedure, router } from '#server/trpc/procedures.ts';
import { cursorPage } from '#shared/paging.ts';
import { createForm, deleteForm, duplicateForm, saveForm, setSites } from './edit-form.ts';
import { getForm } from './get-form.ts';
import { formStatistics, listForms, listSignUps } from './list-forms.ts';
import { publishForm, withdrawForm } from './publish-form.ts';
import { resendConfirmation } from './resend-confirmation.ts';
import * as inputs from './schemas.ts';

const reading = protectedProcedure('read', 'newsletter');
const writing = protectedProcedure('contacts:write', 'newsletter');

export const formsRouter = router({
  list: reading.input(cursorPage).query(({ ctx, input }) => listForms(ctx.tenant, input)),
  get: reading.input(inputs.formIdInput).query(({ ctx, input }) => getForm(ctx.tenant, input)),
  statistics: reading.input(inputs.formIdInput).query(({ ctx, input }) => formStatistics(ctx.tenant, input)),
  signUps: reading.input(inputs.listSignUpsInput).query(({ ctx, input }) => listSignUps(ctx.tenant, input)),
  create: writing.input(inputs.createFormInput).mutation(({ ctx, input }) => createForm(ctx.tenant, input)),
  duplicate: writing.input(inputs.duplicateFormInput).mutation(({ ctx, input }) => duplicateForm(ctx.tenant, input)),
  save: writing.input(inputs.saveFormInput).mutation(({ ctx, input }) => saveForm(ctx.tenant, input)),
  setSites: writing.input(inputs.setSitesInput).mutation(({ ctx, input }) => setSites(ctx.tenant, input)),
  publish: writing.input(inputs.publishFormInput).mutation(({ ctx, input }) => publishForm(ctx.tenant, input)),
  withdraw: writing.input(inputs.formIdInput).mutation(({ ctx, input }) => withdrawForm(ctx.tenant, input)),
  delete: writing.input(inputs.formIdInput).mutation(({ ctx, input }) => deleteForm(ctx.tenant, input)),
  resend: writing
    .input(inputs.signUpIdInput)
    .mutation(({ ctx, input }) => resendConfirmation(ctx.personCtx(), ctx.tenant, input)),
});
