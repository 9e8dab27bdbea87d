import { type Logger, pino } from 'pino';
import { env } from '../config/env.ts';

export type Log = Logger;

/** Anything that may carry a secret or a recipient's words is cut out of every record. */
const redacted = [
  'password',
  '*.password',
  'token',
  '*.token',
  'ticket',
  '*.ticket',
  'cookie',
  '*.cookie',
  'authorization',
  '*.authorization',
  'headers.cookie',
  'headers.authorization',
  'secret',
  '*.secret',
  'url',
];

/** A logger for a process; children add request id, workspace and so on. JSON lines on stderr. */
export function createLog(name: string): Log {
  return pino(
    { name, level: env().LOG_LEVEL, redact: { paths: redacted, censor: '[redacted]' }, base: { pid: process.pid } },
    pino.destination({ fd: 2, sync: false }),
  );
}
