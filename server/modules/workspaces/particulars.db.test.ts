import { describe, expect, it } from 'vitest';
import { DomainError } from '#server/lib/errors.ts';
import { uuid7 } from '#server/lib/uuid.ts';
import { systemCtx, tenantCtx, testClock, useDatabase } from '#tests/database.ts';
import { makeWorkspace } from '#tests/factories.ts';
import { openFlags, particularsHistory, readParticulars } from './particulars.ts';
import { confirmParticular, saveParticulars } from './save-particulars.ts';
import { particularsSchema } from './schemas.ts';

useDatabase();

const right = {
  ...{ name: 'Lungofiume', holderKind: 'company', vatNumber: 'IT 00743110157', taxCode: '', postalAddress: 'Via Po 1' },
  ...{
    email: 'info@posta.example',
    phone: '+39 011 123456',
    contactPerson: '',
    certifiedMail: '',
    invoiceCode: 'abc1234',
  },
};
const parsed = (over: object = {}) => particularsSchema.parse({ ...right, ...over });
const why = (act: Promise<unknown>) =>
  act.then(
    () => 'done',
    (error: unknown) => (error instanceof DomainError ? (error.data.reason ?? error.kind) : Promise.reject(error)),
  );

describe('particulars', () => {
  it.each([
    [{ vatNumber: '00743110158' }, 'vatNumber', 'vatNumber'],
    [{ taxCode: 'RSSMRA85T10A562T' }, 'taxCode', 'taxCode'],
    [{ vatNumber: '' }, 'vatNumber', 'taxIdNeeded'],
    [{ vatNumber: '', holderKind: 'person' }, 'taxCode', 'taxIdNeeded'],
    [{ email: 'a@@b' }, 'email', 'email'],
    [{ certifiedMail: 'pec' }, 'certifiedMail', 'email'],
    [{ phone: 'chiamami' }, 'phone', 'phone'],
    [{ invoiceCode: '12-45' }, 'invoiceCode', 'invoiceCode'],
  ])('with %j are refused at %s', (over, field, message) => {
    const issues = particularsSchema.safeParse({ ...right, ...over }).error?.issues ?? [];
    expect(issues.map((issue) => [issue.path[0], issue.message])).toEqual([[field, message]]);
  });

  it('keep each state with who and when, the one of the registration too; unchanged they make none', async () => {
    const clock = testClock();
    const { workspace } = await makeWorkspace(systemCtx(), 'Vecchio nome');
    const actor = { kind: 'person', id: uuid7(), name: 'Anna', sessionId: null } as const;
    const ctx = { ...tenantCtx(workspace, clock.now), actor };
    const { version } = await saveParticulars(ctx, { known: null, particulars: parsed() });
    expect(await saveParticulars(ctx, { known: version, particulars: parsed() })).toEqual({ version });
    const row = await systemCtx().db.workspace.findUniqueOrThrow({ where: { id: workspace.id } });
    expect(row).toMatchObject({ vatNumber: '00743110157', taxCode: null, invoiceCode: 'ABC1234', name: 'Lungofiume' });
    const history = await particularsHistory(ctx);
    expect(history.map(({ actorName, changes }) => [actorName, changes.length > 0])).toEqual([
      ['Anna', true],
      ['', false],
    ]);
    expect(history[0]?.changes[0]).toEqual({ field: 'name', before: 'Vecchio nome', after: 'Lungofiume' });
    expect((await readParticulars(ctx)).version).toBe(version);
  });

  it('are not overwritten from a second tab that has not seen the first one’s save', async () => {
    const ctx = await makeWorkspace();
    const tabs = ['Uno', 'Due'].map((name) =>
      why(saveParticulars(ctx, { known: null, particulars: parsed({ name }) })),
    );
    expect((await Promise.all(tabs)).sort()).toEqual(['conflict', 'done']);
  });

  it('that were flagged are answered by mending them or by confirming them, once', async () => {
    const ctx = await makeWorkspace();
    const other = await makeWorkspace();
    const flag = async (field: string) => {
      const id = uuid7();
      const data = { workspaceId: ctx.workspace.id, id, field, reason: 'Dubbio', at: new Date(), staffName: 'Sara' };
      await systemCtx().db.particularsFlag.create({ data });
      return id;
    };
    const [address, phone] = [await flag('postalAddress'), await flag('phone')];
    expect(await why(confirmParticular(other, { flagId: phone, words: '' }))).toBe('not-found');
    await saveParticulars(ctx, { known: null, particulars: parsed({ phone: '' }) });
    await confirmParticular(ctx, { flagId: phone, words: 'Non ne abbiamo uno' });
    expect(await why(confirmParticular(ctx, { flagId: phone, words: '' }))).toBe('flag-over');
    const answers = new Map((await openFlags(ctx)).map((row) => [row.id, row.answer]));
    expect(answers.get(address)).toBe('mended');
    expect(answers.get(phone)).toBe('confirmed: Non ne abbiamo uno');
    expect(await openFlags(other)).toEqual([]);
  });
});
