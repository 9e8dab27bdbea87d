import { appendFile, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type Catcher, listCaught, readCaught, startCatcher } from './catcher.ts';
import { SmtpPool } from './smtp/pool.ts';

let folder: string;
const closers: (() => Promise<void>)[] = [];
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'catcher-'));
});
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
  await rm(folder, { recursive: true, force: true });
});

async function started(
  keep?: number,
): Promise<{ catcher: Catcher; send: (count: number, first?: number) => Promise<void> }> {
  const catcher = await startCatcher({ port: 0, folder, ...(keep === undefined ? {} : { keep }) });
  const pool = new SmtpPool({ host: '127.0.0.1', port: catcher.port, secure: false, tls: 'none' }, { size: 4 });
  closers.push(
    () => catcher.close(),
    () => pool.close(0),
  );
  const send = async (count: number, first = 1) => {
    let next = first;
    await Promise.all(
      [1, 2, 3, 4].map(async () => {
        const session = await pool.session();
        while (next < first + count) {
          const at = next++;
          const to = `r${at}@rcpt.test`;
          const outcome = await session.send({ envelope: { from: 'bounce@sender.test', to }, bytes: mail(at) });
          expect(outcome).toMatchObject({ outcome: 'accepted', text: 'caught' });
        }
        session.close();
      }),
    );
  };
  return { catcher, send };
}

function mail(at: number): Buffer {
  return Buffer.from(
    [
      `Message-ID: <${at}@sender.test>`,
      'From: =?utf-8?Q?Perch=C3=A9?= <news@sender.test>',
      `Subject: =?utf-8?Q?Novit=C3=A0_numero?=`,
      ` ${at}.`,
      'MIME-Version: 1.0',
      'Content-Type: multipart/alternative; boundary=b',
      '',
      '--b',
      'Content-Type: text/plain; charset=utf-8',
      '',
      '.ciao',
      '--b',
      'Content-Type: text/html; charset=utf-8',
      'Content-Transfer-Encoding: quoted-printable',
      '',
      '<p>perch=C3=A9</p>',
      '--b--',
      '',
    ].join('\r\n'),
  );
}

it('shows what it caught as a mail reader would, and the bytes as they came', async () => {
  const { send } = await started();
  await send(1);
  const { items, next } = await listCaught(folder);
  expect(next).toBeNull();
  expect(items).toMatchObject([
    { from: 'bounce@sender.test', to: ['r1@rcpt.test'], subject: 'Novità numero 1.', messageId: '<1@sender.test>' },
  ]);
  const caught = await readCaught(folder, items[0]?.id ?? '');
  expect(caught).toMatchObject({ fromHeader: 'Perché <news@sender.test>', attachments: [] });
  expect(caught?.html).toContain('<p>perché</p>');
  expect(caught?.text).toContain('.ciao');
  expect(caught?.raw.equals(mail(1))).toBe(true);
});

it('has every message by the time it says so, newest first, page by page', async () => {
  const { send } = await started();
  await send(300);
  const ids: string[] = [];
  let before: string | undefined;
  do {
    const page = await listCaught(folder, { limit: 70, before });
    ids.push(...page.items.map((item) => item.id));
    before = page.next ?? undefined;
  } while (before);
  expect(ids).toHaveLength(300);
  expect(ids).toEqual([...new Set(ids)].sort().reverse());
});

it('finds by recipient, decoded subject and Message-ID', async () => {
  const { send } = await started();
  await send(30);
  const found = async (search: string) => (await listCaught(folder, { search })).items.length;
  expect(await found('R17@rcpt')).toBe(1);
  expect(await found('novità numero 17.')).toBe(1);
  expect(await found('<17@')).toBe(1);
  expect(await found('nothing such')).toBe(0);
});

it('keeps what it caught through a restart, and reads past a line that a crash cut', async () => {
  const first = await started();
  await first.send(5);
  await first.catcher.close();
  await appendFile(path.join(folder, '00000001.jsonl'), '{"at":1,"sta');
  const second = await started();
  await second.send(5, 6);
  const { items } = await listCaught(folder);
  expect(items.map((item) => item.messageId).sort()).toEqual(
    [...Array(10)].map((_, at) => `<${at + 1}@sender.test>`).sort(),
  );
  for (const { id, messageId } of items) {
    expect((await readCaught(folder, id))?.raw.toString()).toContain(`Message-ID: ${messageId}\r\n`);
  }
});

it('forgets the oldest when there are too many', async () => {
  const { send } = await started(1000);
  await send(3100);
  const packs = (await readdir(folder)).filter((name) => name.endsWith('.mbx'));
  expect(packs).toEqual(['00000003.mbx', '00000004.mbx']);
  expect((await listCaught(folder, { limit: 5000 })).items).toHaveLength(1100);
  expect(await readCaught(folder, '00000001-0000')).toBeNull();
});

it.each(['', '../../etc/passwd', '00000001', '00000001-9999', '00000009-0000', '00000001-0000/..'])(
  'reads nothing for the id %j',
  async (id) => {
    const { send } = await started();
    await send(1);
    expect(await readCaught(folder, id)).toBeNull();
  },
);

it('lists nothing where nothing was caught', async () => {
  expect(await listCaught(path.join(folder, 'not-there'))).toEqual({ items: [], next: null });
});

it('answers 451, and says why, when it cannot write', async () => {
  const gone = path.join(folder, 'gone');
  const errors: string[] = [];
  const catcher = await startCatcher({
    port: 0,
    folder: gone,
    log: { error: (_details, message) => errors.push(message) },
  });
  await rm(gone, { recursive: true });
  await writeFile(gone, 'a file where the folder was');
  const pool = new SmtpPool({ host: '127.0.0.1', port: catcher.port, secure: false, tls: 'none' });
  closers.push(
    () => catcher.close(),
    () => pool.close(0),
  );
  const session = await pool.session();
  const outcome = await session.send({ envelope: { from: '', to: 'a@b.test' }, bytes: mail(1) });
  expect(outcome).toMatchObject({ outcome: 'refused', phase: 'end-of-data', code: 451, temporary: true });
  expect(errors).toEqual(['the catcher could not store a message']);
});
