import { describe, expect, it } from 'vitest';
import { systemCtx, useDatabase } from '#tests/database.ts';
import { makeWorkspace } from '#tests/factories.ts';
import {
  addSendingDomain,
  isVerified,
  listSendingDomains,
  listUnverifiedDomains,
  removeSendingDomain,
  verifySendingDomain,
} from './index.ts';

useDatabase();

describe('a sending domain', () => {
  it('waits until staff verify it, which is audited once', async () => {
    const ctx = await makeWorkspace();
    const { id, domain } = await addSendingDomain(ctx, { domain: 'News@Lungofiume.example' });
    expect(domain).toBe('lungofiume.example');
    expect(await isVerified(ctx, domain)).toBe(false);
    expect((await listUnverifiedDomains(systemCtx(), { limit: 10 })).map((row) => row.id)).toContain(id);

    const input = { workspaceId: ctx.workspace.id, domainId: id };
    await verifySendingDomain(systemCtx(), input);
    await verifySendingDomain(systemCtx(), input);
    expect(await isVerified(ctx, domain)).toBe(true);
    expect(await ctx.db.auditEntry.count({ where: { action: 'domains.verify' } })).toBe(1);

    await verifySendingDomain(systemCtx(), { ...input, verified: false });
    expect(await isVerified(ctx, domain)).toBe(false);
  });

  it('is one workspace’s: another neither sees, verifies by nor removes it', async () => {
    const [mine, other] = [await makeWorkspace(), await makeWorkspace()];
    const { id } = await addSendingDomain(mine, { domain: 'mio.example' });
    await verifySendingDomain(systemCtx(), { workspaceId: mine.workspace.id, domainId: id });
    expect(await isVerified(other, 'mio.example')).toBe(false);
    await expect(removeSendingDomain(other, { id })).rejects.toMatchObject({ kind: 'not-found' });
    expect(await listSendingDomains(other)).toEqual([]);
    await expect(
      verifySendingDomain(systemCtx(), { workspaceId: other.workspace.id, domainId: id }),
    ).rejects.toMatchObject({ kind: 'not-found' });
    await removeSendingDomain(mine, { id });
    expect(await listSendingDomains(mine)).toEqual([]);
  });

  it('is refused twice, and when it is a mailbox provider’s', async () => {
    const ctx = await makeWorkspace();
    await addSendingDomain(ctx, { domain: 'due.example' });
    await expect(addSendingDomain(ctx, { domain: 'DUE.example' })).rejects.toMatchObject({
      kind: 'invalid-state',
      data: { reason: 'domain-known' },
    });
    await expect(addSendingDomain(ctx, { domain: 'libero.it' })).rejects.toMatchObject({
      kind: 'invalid-input',
      data: { reason: 'freemail' },
    });
  });
});
