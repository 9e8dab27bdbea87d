import { describe, expect, it } from 'vitest';
import { useDatabase } from '#tests/database.ts';
import { makeWorkspace } from '#tests/factories.ts';
import { listAudit } from '../audit/index.ts';
import { trackingDefaultInput } from './schemas.ts';
import { setTrackingDefault, trackingDefault } from './tracking-default.ts';

useDatabase();

describe('the default of tracking', () => {
  it('is aggregate until the customer says otherwise', async () => {
    expect(await trackingDefault(await makeWorkspace())).toEqual({
      opens: 'aggregate',
      clicks: 'aggregate',
      basis: '',
    });
  });

  it('is changed for opens and links apart, with what held before in the audit', async () => {
    const ctx = await makeWorkspace();
    await setTrackingDefault(ctx, { opens: 'off', clicks: 'individual', basis: ' Modulo cartaceo 2026 ' });
    expect(await trackingDefault(ctx)).toEqual({ opens: 'off', clicks: 'individual', basis: 'Modulo cartaceo 2026' });
    const { rows } = await listAudit(ctx, { limit: 10, action: 'workspaces.set-tracking-default' });
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({
      before: { opens: 'aggregate', clicks: 'aggregate', basis: '' },
      after: { opens: 'off', clicks: 'individual', basis: 'Modulo cartaceo 2026' },
    });
  });

  it('is not individual without a stated basis, and then nothing is changed or recorded', async () => {
    const ctx = await makeWorkspace();
    const wanted = { opens: 'individual', clicks: 'off', basis: '  ' } as const;
    await expect(setTrackingDefault(ctx, wanted)).rejects.toMatchObject({
      kind: 'invalid-input',
      data: { field: 'basis' },
    });
    expect(trackingDefaultInput.safeParse(wanted).success).toBe(false);
    expect((await trackingDefault(ctx)).opens).toBe('aggregate');
    expect((await listAudit(ctx, { limit: 10, action: 'workspaces.set-tracking-default' })).rows).toEqual([]);
  });

  it('is one workspace’s own', async () => {
    const [ours, theirs] = [await makeWorkspace(), await makeWorkspace()];
    await setTrackingDefault(ours, { opens: 'off', clicks: 'off', basis: '' });
    expect((await trackingDefault(theirs)).opens).toBe('aggregate');
  });
});
