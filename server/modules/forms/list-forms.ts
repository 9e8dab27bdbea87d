import type { z } from 'zod';
import type { TenantCtx } from '#server/lib/context.ts';
import { type cursorPage, toPage } from '#shared/paging.ts';
import { largeCounts } from '../contacts/index.ts';
import { limitOf } from '../workspaces/index.ts';
import { draftOf, findForm } from './find-form.ts';
import { formFigures, signUpsByDay } from './forms.sql.ts';
import type { listSignUpsInput } from './schemas.ts';

/** The workspace's forms with what came of them, newest first. */
export async function listForms(ctx: TenantCtx, { limit, cursor }: z.output<typeof cursorPage>) {
  const rows = await ctx.db.form.findMany({
    where: cursor ? { id: { lt: cursor } } : {},
    select: {
      id: true,
      name: true,
      state: true,
      stateAt: true,
      revision: true,
      publishedRevision: true,
      allowedSites: true,
      updatedAt: true,
      definition: true,
    },
    orderBy: { id: 'desc' },
    take: limit + 1,
  });
  const page = toPage(rows, limit, (row) => row.id);
  const figures = await formFigures(
    ctx,
    page.rows.map(({ id }) => id),
  );
  return {
    next: page.next,
    rows: page.rows.map((form) => {
      const { definition: _, ...row } = form;
      const counted = figures.get(row.id) ?? { pending: 0, confirmed: 0, expired: 0 };
      return { ...row, language: draftOf(form).language, ...counted };
    }),
  };
}

/** Days that the chart of a form goes back. */
const DAYS = 30;

/** What came of a form, by day; and whether the workspace has room for those who have yet to confirm. */
export async function formStatistics(ctx: TenantCtx, input: { id: string }) {
  const form = await findForm(ctx, input.id);
  const [days, limit, contacts] = await Promise.all([
    signUpsByDay(ctx, form.id, DAYS),
    limitOf(ctx, 'newsletter', 'contacts'),
    largeCounts(ctx, 'contacts-1', () => ctx.db.contact.count()),
  ]);
  return { days, full: limit !== undefined && contacts.sums >= limit };
}

/** Who signed up by a form, newest first. Of those who never confirmed nothing is left to show but when and where. */
export async function listSignUps(ctx: TenantCtx, input: z.output<typeof listSignUpsInput>) {
  await findForm(ctx, input.formId);
  const rows = await ctx.db.signUp.findMany({
    where: {
      formId: input.formId,
      ...(input.cursor ? { id: { lt: input.cursor } } : {}),
      ...(input.state ? { state: input.state } : {}),
      ...(input.q ? { addressKey: { contains: input.q.toLowerCase() } } : {}),
    },
    select: {
      id: true,
      state: true,
      address: true,
      at: true,
      site: true,
      formRevision: true,
      mailedAt: true,
      expiresAt: true,
      confirmedAt: true,
      contactId: true,
    },
    orderBy: { id: 'desc' },
    take: input.limit + 1,
  });
  return toPage(rows, input.limit, (row) => row.id);
}
