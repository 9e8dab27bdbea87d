import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { describe, expect, it } from 'vitest';
import { type ReturnKind, readReturn } from '../mail/returns/read-return.ts';
import { reportOf } from '../mail/returns/return-report.ts';
import { describeAnswer, describeReturn, registerClassifyCommands } from './classify.ts';
import { describeRefusal } from './refusal.ts';
import type { CliSession } from './session.ts';

/** A session that fails when a command asks for the database. */
function witness() {
  const printed: unknown[] = [];
  const session: CliSession = {
    open: () => Promise.reject(new Error('the database was opened')),
    print: (value) => void printed.push(value),
    printLine: (value) => void printed.push(value),
    refuse: async (error) => {
      printed.push(await describeRefusal(error));
      return 1;
    },
    close: async () => {},
  };
  const program = new Command().exitOverride();
  registerClassifyCommands(program, session);
  return { printed, run: (...words: string[]) => program.parseAsync(words, { from: 'user' }) };
}

async function withFile<T>(content: string, use: (file: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'classify-'));
  try {
    const file = join(folder, 'mail.eml');
    await writeFile(file, content);
    return await use(file);
  } finally {
    await rm(folder, { recursive: true });
  }
}

describe('bounce classify', () => {
  it.each<[ReturnKind, string, string | undefined]>([
    ['hard', 'hard', undefined],
    ['soft', 'soft', undefined],
    ['block', 'block', undefined],
    ['complaint', 'complaint', undefined],
    ['auto-reply', 'auto-reply', undefined],
    ['none', 'none', undefined],
    ['delivered', 'none', 'delivered'],
    ['delayed', 'none', 'delayed'],
    ['removal', 'none', 'removal'],
  ])('calls %s %s', (kind, word, note) => {
    const said: { kind: string; note?: string } = describeReturn('a.eml', reportOf({ kind, reason: 'any' }));
    expect(said.kind).toBe(word);
    expect(said.note).toBe(note);
  });

  it('reads a file without opening the database, and says of another that it cannot be read', async () => {
    const before = process.exitCode;
    const { printed, run } = witness();
    await withFile('From: anna@shop.example\nSubject: hi\n\nCancellami', (file) =>
      run('bounce', 'classify', '/no/such/file', file),
    );
    process.exitCode = before;
    expect(printed).toMatchObject([
      {
        kind: 'invalid-input',
        file: '/no/such/file',
        message: expect.stringContaining('/no/such/file cannot be read'),
      },
      { kind: 'none', note: 'removal', recipient: 'anna@shop.example', evidence: 'Cancellami' },
    ]);
  });

  it('names further recipients', async () => {
    const report = await readReturn(Buffer.from(''));
    const said = describeReturn('a.eml', { ...report, several: [reportOf({ kind: 'delayed', reason: 'delayed' })] });
    expect(said.several).toMatchObject([{ kind: 'none', note: 'delayed' }]);
  });
});

describe('smtp classify', () => {
  it('says what an answer to RCPT means', async () => {
    const { printed, run } = witness();
    await run('smtp', 'classify', '--code', '550', '--enhanced', '5.1.1', '--text', 'User unknown');
    expect(printed).toEqual([
      { outcome: 'bounced', scope: 'recipient', reason: 'unknown-user', source: 'RFC 3463 §3.2' },
    ]);
  });

  it.each([
    [{ code: '99', phase: 'rcpt' }, 'has three digits'],
    [{ code: '550x', phase: 'rcpt' }, 'has three digits'],
    [{ code: '550', phase: 'dinner' }, 'The steps are connect, greeting'],
    [{ code: '550', phase: 'rcpt', enhanced: '9' }, 'looks like 5.1.1'],
  ])('refuses %o with a sentence', async (given, sentence) => {
    const refused = await Promise.resolve({ ...given, text: 'no' })
      .then(describeAnswer)
      .catch(describeRefusal);
    expect(refused).toMatchObject({ kind: 'invalid-input', message: expect.stringContaining(sentence) });
  });
});

describe('tracking classify', () => {
  it('judges each line of a file', async () => {
    const { printed, run } = witness();
    await withFile('Mozilla/5.0\ncurl/8.0\n', (file) => run('tracking', 'classify', '--file', file));
    expect(printed).toEqual([
      { agent: 'Mozilla/5.0', class: 'unknowable', reason: 'apple-privacy-proxy' },
      { agent: 'curl/8.0', class: 'machine', reason: 'tool' },
    ]);
  });

  it('counts how soon an agent came, and refuses what is no time', async () => {
    const { printed, run } = witness();
    const agent = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36';
    await run('tracking', 'classify', '--user-agent', agent, '--ip', '192.0.2.1', '--after-ms', '300');
    expect(printed).toEqual([{ agent, class: 'machine', reason: 'too-soon' }]);
    await expect(run('tracking', 'classify', '--user-agent', agent, '--after-ms', 'soon')).rejects.toMatchObject({
      data: { reason: 'not-milliseconds' },
    });
  });
});
