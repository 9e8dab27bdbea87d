import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { createTransport, parseSmtpUrl } from '#server/mail/transport.ts';
import { startSink } from './smtp-sink.ts';

it('runs as a process of its own and logs what it accepted before it says so', async () => {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'sink-'));
  const log = path.join(folder, 'accepted');
  const child = spawn(process.execPath, [path.join(import.meta.dirname, 'smtp-sink.ts'), '--port', '0', '--log', log]);
  const transport = createTransport(parseSmtpUrl(`smtp://127.0.0.1:${await portOf(child)}`));
  const session = await transport.open();
  for (const at of [1, 2]) {
    const bytes = Buffer.from(`Subject: x\r\nMessage-Id: <${at}@x>\r\n\r\nhi\r\n`);
    await session.send({ envelope: { from: '', to: `r${at}@b.test` }, bytes });
    expect(await readFile(log, 'utf8')).toContain(`<${at}@x>\tr${at}@b.test\n`);
  }
  session.close();
  await transport.close();
  child.kill('SIGTERM');
  expect(await once(child, 'exit')).toEqual([0, null]);
  await rm(folder, { recursive: true });
});

it('follows pipelined commands and messages cut at every octet', async () => {
  const sink = await startSink({ keepBytes: true });
  const dialogue =
    'EHLO x\r\nMAIL FROM:<>\r\nRCPT TO:<1@b.test>\r\nRCPT TO:<2@b.test>\r\nDATA\r\nMessage-ID: <1@x>\r\n\r\n..\r\n.\r\n' +
    'MAIL FROM:<>\r\nRCPT TO:<3@b.test>\r\nDATA\r\n.\r\nQUIT\r\n';
  const socket = net.connect(sink.port, '127.0.0.1').setNoDelay(true);
  for (const octet of dialogue) {
    socket.write(octet);
    await new Promise((resolve) => setImmediate(resolve));
  }
  socket.resume();
  await once(socket, 'close');
  expect([...sink.counts.keys()]).toEqual(['<1@x>\t1@b.test', '<1@x>\t2@b.test', '\t3@b.test']);
  expect(sink.messages.map(({ bytes }) => bytes?.toString())).toEqual(['Message-ID: <1@x>\r\n\r\n.\r\n', '']);
  await sink.close();
});

async function portOf(child: ChildProcess): Promise<number> {
  const [said] = await once(child.stdout ?? child, 'data');
  const { port }: { port: number } = JSON.parse(String(said));
  return port;
}
