import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { env, overrideEnv } from '#server/config/env.ts';
import { blobs } from '#server/lib/blobs.ts';
import type { TenantCtx } from '#server/lib/context.ts';
import { newBlock, richText } from '#shared/document/new-block.ts';
import type { Block } from '#shared/document/schema.ts';
import { systemCtx, tenantCtx, testClock, useDatabase } from '#tests/database.ts';
import { makeWorkspace } from '#tests/factories.ts';
import { createCampaign, duplicateCampaign } from './create-campaign.ts';
import { deleteDraft } from './edit-campaign.ts';
import { attachFile, campaignAttachments, removeFile } from './files.ts';
import { getCampaign } from './find-campaign.ts';
import { compileCampaign, openPreview, previewCampaign } from './index.ts';
import { measureCampaign } from './measure-campaign.ts';
import { derivePlainText } from './plain-text.ts';
import { templatePreviewUrl } from './preview-campaign.ts';
import { saveCampaign } from './save-campaign.ts';
import { deleteTemplate, listTemplates, renameTemplate, saveTemplate } from './templates.ts';
import { compareVersion, listVersions, restoreVersion } from './versions.ts';

useDatabase();
const folder = mkdtempSync(join(tmpdir(), 'postino-files-'));
beforeAll(() => overrideEnv({ POSTINO_DATA: folder, DATABASE_URL: env().DATABASE_URL ?? '' }));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const draft = (ctx: TenantCtx) => createCampaign(ctx, { name: 'Programma', theme: 'empty', language: 'it' });
const as = (ctx: TenantCtx, name: string): TenantCtx => ({
  ...ctx,
  actor: { kind: 'person', id: '01990000-0000-7000-8000-000000000001', name, sessionId: null },
});
const tokenOf = (url: string) => decodeURIComponent(new URL(url).pathname.split('/').at(-1) ?? '');
const shownAt = (url: string, dark = false) => openPreview({ ...systemCtx(), kind: 'public' }, tokenOf(url), dark);
const file = (id: string, over: number, name = 'a.pdf', content: Uint8Array = Buffer.from('%PDF')) => ({
  id,
  over,
  name,
  content,
});

describe('the versions of a message', () => {
  async function writing() {
    const clock = testClock();
    const base = await makeWorkspace();
    const ctx = as(tenantCtx(base.workspace, clock.now), 'Marta');
    const { id } = await draft(ctx);
    return { clock, ctx, id };
  }

  it('are kept now and then while one writes, with who and when', async () => {
    const { clock, ctx, id } = await writing();
    for (let revision = 1; revision <= 8; revision += 1) {
      clock.advance(50_000);
      await saveCampaign(ctx, { id, revision, subject: `Oggetto ${revision + 1}` });
    }
    const { current, versions } = await listVersions(ctx, id);
    expect(current).toMatchObject({ revision: 9, actorName: 'Marta', subject: 'Oggetto 9' });
    expect(versions.map(({ revision }) => revision)).toEqual([7, 4, 1]);
  });

  it('hold what another person writes over, at once', async () => {
    const { ctx, id } = await writing();
    await saveCampaign(ctx, { id, revision: 1, subject: 'Di Marta' });
    await saveCampaign(as(ctx, 'Paolo'), { id, revision: 2, subject: 'Di Paolo' });
    const { versions } = await listVersions(ctx, id);
    expect(versions[0]).toMatchObject({ revision: 2, subject: 'Di Marta', actorName: 'Marta' });
  });

  it('are not made by a sender’s change, nor by a save that is refused', async () => {
    const { ctx, id } = await writing();
    await saveCampaign(ctx, { id, revision: 1, fromName: 'Noi' });
    await expect(saveCampaign(ctx, { id, revision: 1, subject: 'Tardi' })).rejects.toMatchObject({
      kind: 'conflict',
      data: { revision: 2, by: 'Marta' },
    });
    expect((await listVersions(ctx, id)).versions).toEqual([]);
  });

  it('are bounded: the oldest of those kept for time alone go first', async () => {
    const { clock, ctx, id } = await writing();
    const { document } = await ctx.db.campaign.findFirstOrThrow({ where: { id } });
    const version = {
      workspaceId: ctx.workspace.id,
      campaignId: id,
      why: 'interval',
      actorName: 'Marta',
      at: clock.now(),
    };
    await ctx.db.campaignVersion.createMany({
      data: Array.from({ length: 62 }, (_, index) => ({
        ...version,
        ...{ revision: index + 1, subject: `${index}`, preheader: '', document: document as object },
      })),
    });
    await ctx.db.campaign.updateMany({ where: { id }, data: { revision: 65 } });
    clock.advance(130_000);
    await saveCampaign(ctx, { id, revision: 65, subject: 'Ultimo' });
    const { versions } = await listVersions(ctx, id);
    expect(versions).toHaveLength(60);
    expect(versions[0]?.revision).toBe(65);
  });

  it('can be compared, looked at and gone back to, and what stood is kept', async () => {
    const { clock, ctx, id } = await writing();
    const { document } = await getCampaign(ctx, id);
    const block = { ...newBlock('text', 't', 'it'), text: richText('Prima stesura') } as Block;
    await saveCampaign(ctx, { id, revision: 1, subject: 'Uno', document: { ...document, blocks: [block] } });
    clock.advance(600_000);
    await saveCampaign(ctx, { id, revision: 2, subject: 'Due', plainText: 'Mio {{ link.unsubscribe }}', document });

    const { changes } = await compareVersion(ctx, { id, revision: 2 });
    expect(changes.map(({ kind }) => kind)).toEqual(['subject', 'added', 'removed', 'plain-text-own']);
    const look = await previewCampaign(ctx, { id, revision: 2 });
    expect(look.subject).toBe('Uno');
    // Previews are signed by the clock of the request that shows them.
    const now = await previewCampaign({ ...ctx, now: () => new Date() }, { id, revision: 2 });
    expect(await shownAt(now.url)).toContain('Prima stesura');

    const back = await restoreVersion(ctx, { id, revision: 2, over: 3 });
    expect(back).toEqual({ revision: 4 });
    expect(await getCampaign(ctx, id)).toMatchObject({ subject: 'Uno', plainText: null, revision: 4 });
    const { versions } = await listVersions(ctx, id);
    expect(versions[0]).toMatchObject({ revision: 3, why: 'before-restore', subject: 'Due' });
    await expect(restoreVersion(ctx, { id, revision: 2, over: 3 })).rejects.toMatchObject({ kind: 'conflict' });
    await expect(restoreVersion(ctx, { id, revision: 99, over: 4 })).rejects.toMatchObject({ kind: 'not-found' });
  });

  it('hold what was sent', async () => {
    const { ctx, id } = await writing();
    await saveCampaign(ctx, { id, revision: 1, subject: 'Partito' });
    await compileCampaign(ctx, id);
    await compileCampaign(ctx, id);
    const kept = await ctx.db.campaignVersion.findMany({ where: { campaignId: id, why: 'sent' } });
    expect(kept).toMatchObject([{ revision: 2, subject: 'Partito' }]);
  });
});

describe('a template', () => {
  it('is a message under a name, to begin others from', async () => {
    const ctx = as(await makeWorkspace(), 'Marta');
    const { id } = await draft(ctx);
    const { document } = await getCampaign(ctx, id);
    const blocks = [{ ...newBlock('text', 't', 'it'), text: richText('Cari soci') } as Block];
    await saveCampaign(ctx, { id, revision: 1, subject: 'Numero', document: { ...document, blocks } });
    const template = await saveTemplate(ctx, { campaignId: id, name: 'Lettera', overwrite: false });
    const from = { theme: 'empty', language: 'it', templateId: template.id } as const;
    const begun = await createCampaign(ctx, { name: 'Nuova', ...from });
    expect(await getCampaign(ctx, begun.id)).toMatchObject({ subject: 'Numero', document: { blocks } });
    expect(await shownAt(templatePreviewUrl(ctx, template.id))).toContain('Cari soci');
    expect(await listTemplates(ctx)).toMatchObject([{ name: 'Lettera', actorName: 'Marta' }]);
  });

  it('has a name of its own, and is written over only when that is asked for', async () => {
    const ctx = await makeWorkspace();
    const { id } = await draft(ctx);
    const save = (name: string, overwrite = false) => saveTemplate(ctx, { campaignId: id, name, overwrite });
    const first = await save('Lettera');
    const taken = { kind: 'conflict', data: { reason: 'template-name' } };
    await expect(save('Lettera')).rejects.toMatchObject(taken);
    expect(await save('Lettera', true)).toEqual(first);
    const second = await save('Invito');
    await expect(renameTemplate(ctx, { id: second.id, name: 'Lettera' })).rejects.toMatchObject(taken);
    await renameTemplate(ctx, { id: second.id, name: 'Biglietto' });
    const both = await Promise.allSettled([save('Doppio'), save('Doppio')]);
    expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    await deleteTemplate(ctx, first.id);
    expect((await listTemplates(ctx)).map(({ name }) => name)).toEqual(['Biglietto', 'Doppio']);
  });

  it('is nothing to another workspace', async () => {
    const [mine, other] = [await makeWorkspace(), await makeWorkspace()];
    const { id } = await saveTemplate(mine, { campaignId: (await draft(mine)).id, name: 'Mio', overwrite: false });
    const begin = { name: 'Rubata', theme: 'empty', language: 'it', templateId: id } as const;
    await expect(createCampaign(other, begin)).rejects.toMatchObject({ kind: 'not-found' });
    await expect(deleteTemplate(other, id)).rejects.toMatchObject({ kind: 'not-found' });
    await expect(shownAt(templatePreviewUrl(other, id))).rejects.toMatchObject({ kind: 'not-found' });
  });
});

describe('the files of a campaign', () => {
  const stored = (ctx: TenantCtx, id: string) => blobs().exists(`${ctx.workspace.id}/files/${id}`);

  it('go along under clean names, and a revision of their own', async () => {
    const ctx = await makeWorkspace();
    const { id } = await draft(ctx);
    const first = await attachFile(ctx, file(id, 1, 'C:\\doc\\programma.pdf'));
    expect(first).toMatchObject({ revision: 2, file: { name: 'programma.pdf', contentType: 'application/pdf' } });
    const second = await attachFile(ctx, file(id, 2, 'programma.pdf', Buffer.from('altro')));
    expect(second.file.name).toBe('programma (2).pdf');
    const [, attachment] = await campaignAttachments(ctx, id);
    expect(Buffer.from(attachment?.content ?? []).toString()).toBe('altro');
    expect(await removeFile(ctx, { id, over: 3, fileId: first.file.id })).toEqual({ revision: 4 });
    expect((await getCampaign(ctx, id)).files.map(({ name }) => name)).toEqual(['programma (2).pdf']);
    expect(await stored(ctx, first.file.id)).toBe(false);
  });

  it.each([
    ['file-type', 'a.exe', Buffer.from('MZ')],
    ['file-empty', 'a.pdf', Buffer.alloc(0)],
    ['files-too-large', 'a.pdf', Buffer.alloc(10_000_001)],
  ])('are refused as %s, and leave nothing behind', async (reason, name, content) => {
    const ctx = await makeWorkspace();
    const { id } = await draft(ctx);
    await expect(attachFile(ctx, file(id, 1, name, content))).rejects.toMatchObject({ data: { reason } });
    expect(await getCampaign(ctx, id)).toMatchObject({ revision: 1, files: [] });
  });

  it('are at most ten, and two that come at once over one revision are told apart', async () => {
    const ctx = await makeWorkspace();
    const { id } = await draft(ctx);
    const both = await Promise.allSettled([attachFile(ctx, file(id, 1)), attachFile(ctx, file(id, 1))]);
    expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (let over = 2; over <= 10; over += 1) await attachFile(ctx, file(id, over, `${over}.pdf`));
    await expect(attachFile(ctx, file(id, 11))).rejects.toMatchObject({ data: { reason: 'too-many-files' } });
  });

  it('are copied with a duplicate, and go with their own draft alone', async () => {
    const ctx = await makeWorkspace();
    const { id } = await draft(ctx);
    const { file: original } = await attachFile(ctx, file(id, 1));
    const copy = await duplicateCampaign(ctx, { id, name: 'Copia' });
    await deleteDraft(ctx, id);
    expect(await stored(ctx, original.id)).toBe(false);
    const [kept] = await campaignAttachments(ctx, copy.id);
    expect(Buffer.from(kept?.content ?? []).toString()).toBe('%PDF');
  });
});

describe('the plain part', () => {
  it('is derived until somebody writes it, and derived again when they let go', async () => {
    const ctx = await makeWorkspace();
    const { id } = await draft(ctx);
    const { document } = await getCampaign(ctx, id);
    const button = { ...newBlock('button', 'b', 'it'), href: 'https://x.example/' } as Block;
    await saveCampaign(ctx, { id, revision: 1, document: { ...document, blocks: [button] } });
    const { source } = await derivePlainText(ctx, id);
    expect(source).toContain('Scopri di più <https://x.example/>');
    expect(source).toContain('<{{ link.unsubscribe }}>');
    await saveCampaign(ctx, { id, revision: 2, plainText: 'Solo questo\r\n{{ link.unsubscribe }}\u0000' });
    expect((await previewCampaign(ctx, { id })).text).toBe('Solo questo\n#\n');
    await saveCampaign(ctx, { id, revision: 3, plainText: null });
    expect((await previewCampaign(ctx, { id })).text).toContain('Scopri di più');
  });

  it('that does not parse leaves the HTML its size', async () => {
    const ctx = await makeWorkspace();
    const { id } = await draft(ctx);
    const saved = await saveCampaign(ctx, { id, revision: 1, plainText: 'Ciao {{' });
    expect(saved.bytes).toBeGreaterThan(1000);
    await expect(previewCampaign(ctx, { id })).rejects.toMatchObject({ data: { field: 'plainText' } });
  });
});

describe('what the workspace and the campaign bring', () => {
  it('is written in once: address, subject, and the day of the sending where the workspace is', async () => {
    const base = await makeWorkspace();
    const ctx = tenantCtx(base.workspace, () => new Date('2026-11-20T23:30:00Z'));
    await systemCtx().db.workspace.update({
      where: { id: ctx.workspace.id },
      data: { postalAddress: 'Via Po 1, 10123 Torino' },
    });
    const { id } = await draft(ctx);
    const plainText =
      '{{ workspace.address }} / {{ campaign.subject }} / {{ campaign.date }} / {{ workspace.phone | "—" }}';
    await saveCampaign(ctx, { id, revision: 1, subject: 'Numero 7', plainText });
    expect((await previewCampaign(ctx, { id })).text).toBe(
      'Via Po 1, 10123 Torino / Numero 7 / 21 novembre 2026 / —\n',
    );
    const { missing } = await measureCampaign(ctx, id);
    expect(missing).toEqual([{ name: 'workspace.phone', fallback: '—', contacts: 0 }]);
  });
});
