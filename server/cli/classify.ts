import { readFile } from 'node:fs/promises';
import { isIP } from 'node:net';
import type { Command } from 'commander';
import { InvalidInput } from '../lib/errors.ts';
import { classifyAnswer } from '../mail/answers/classify.ts';
import { type ReturnReport, readReturn } from '../mail/returns/read-return.ts';
import type { SmtpPhase } from '../mail/smtp/outcome.ts';
import { classify } from '../modules/tracking/index.ts';
import { linesOf } from './lines.ts';
import type { CliSession } from './session.ts';

const PHASES: readonly SmtpPhase[] = [
  'connect',
  'greeting',
  'ehlo',
  'starttls',
  'auth',
  'reset',
  'mail',
  'rcpt',
  'data',
  'end-of-data',
];

type AnswerOptions = { code: string; enhanced?: string; phase: string; text: string };
type AgentOptions = { userAgent?: string; ip?: string; afterMs?: string; file?: string };

/** `bounce classify`, `smtp classify`, `tracking classify`: what the engines make of something, without a database. */
export function registerClassifyCommands(program: Command, session: CliSession): void {
  program
    .command('bounce')
    .description('mails that came back')
    .command('classify')
    .description('say of each file what the mail in it is; one JSON line each')
    .argument('<files...>')
    .action(async (files: string[]) => {
      for (const file of files) {
        try {
          session.printLine(describeReturn(file, await readReturn(await bytesOf(file))));
        } catch (error) {
          // The other files are read all the same.
          process.exitCode = await session.refuse(error);
        }
      }
    });

  program
    .command('smtp')
    .description('answers of mail servers')
    .command('classify')
    .description('say what an answer means, and by which rule')
    .requiredOption('--code <code>', 'its basic code, such as 550')
    .requiredOption('--text <text>', 'what follows the codes')
    .option('--enhanced <code>', 'its enhanced code, such as 5.1.1')
    .option('--phase <phase>', `the step it answers: ${PHASES.join(', ')}`, 'rcpt')
    .action((options: AnswerOptions) => session.print(describeAnswer(options)));

  program
    .command('tracking')
    .description('opens and clicks')
    .command('classify')
    .description('say who probably asked for a picture, and by which rule')
    .option('--user-agent <agent>', 'its User-Agent, as sent; empty for none')
    .option('--ip <address>', 'from where; no rule rests on it')
    .option('--after-ms <number>', 'milliseconds since the next server accepted the message')
    .option('--file <list>', 'one agent a line; one JSON line each')
    .action(async (options: AgentOptions) => {
      const judge = judgeWith(options);
      if (options.userAgent === undefined && options.file === undefined) {
        throw new InvalidInput({ field: 'user-agent', reason: 'agent-missing' });
      }
      if (options.userAgent !== undefined) session.print(judge(options.userAgent));
      if (options.file === undefined) return;
      await bytesOf(options.file);
      for await (const agent of linesOf(options.file)) session.printLine(judge(agent));
    });
}

/** A report in the words of the command: what is no bounce, complaint or machine's answer is `none`, and `note` says which. */
export function describeReturn(file: string, report: ReturnReport) {
  const { several = [] } = report;
  return { file, ...inWords(report), ...(several.length > 0 ? { several: several.map(inWords) } : {}) };
}

function inWords({ kind, status, recipient, reason, evidence }: ReturnReport) {
  const rest = { status, recipient, reason, evidence };
  if (kind === 'delivered' || kind === 'delayed' || kind === 'removal') return { kind: 'none', ...rest, note: kind };
  return { kind, ...rest };
}

/** Throws InvalidInput for a code, an enhanced code or a step that there is not. */
export function describeAnswer({ code, enhanced, phase, text }: AnswerOptions) {
  const step = PHASES.find((each) => each === phase);
  if (!step) throw new InvalidInput({ field: 'phase', reason: 'smtp-phase', phase, phases: PHASES.join(', ') });
  if (!/^[2-5]\d\d$/.test(code)) throw new InvalidInput({ field: 'code', reason: 'smtp-code', code });
  if (enhanced !== undefined && !/^[245]\.\d{1,3}\.\d{1,3}$/.test(enhanced)) {
    throw new InvalidInput({ field: 'enhanced', reason: 'smtp-enhanced', enhanced });
  }
  const read = classifyAnswer({ phase: step, code: Number(code), enhanced: enhanced ?? null, text });
  return { outcome: read.outcome, scope: read.scope, reason: read.reason, source: read.source };
}

function judgeWith({ ip, afterMs }: AgentOptions) {
  if (ip !== undefined && isIP(ip) === 0) throw new InvalidInput({ field: 'ip', reason: 'not-an-ip', value: ip });
  if (afterMs !== undefined && !/^-?\d{1,15}$/.test(afterMs)) {
    throw new InvalidInput({ field: 'after-ms', reason: 'not-milliseconds', value: afterMs });
  }
  const after = afterMs === undefined ? {} : { msAfterAccepted: Number(afterMs) };
  return (agent: string) => ({
    agent,
    ...classify({ kind: 'open', method: 'GET', agent, prefetch: false, ...after }),
  });
}

async function bytesOf(file: string): Promise<Uint8Array> {
  try {
    return await readFile(file);
  } catch {
    throw new InvalidInput({ field: 'file', reason: 'file-unreadable', file });
  }
}
