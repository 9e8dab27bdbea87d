import { env } from '#server/config/env.ts';
import type { SystemCtx } from '#server/lib/context.ts';
import { HEARTBEAT_LOST_MS } from '#server/lib/heartbeat.ts';
import { askTransport } from '#server/mail/ask-transport.ts';
import { NoTransportError, transportConfig } from '#server/mail/configured-transport.ts';
import { askDatabase, oldestWait } from './samples.sql.ts';
import type { Component, LookDetail } from './schemas.ts';

/** What a look answers: null for working, else why it is not. A throw is `look`. */
export type Look = (ctx: SystemCtx) => Promise<LookDetail | null>;
export type ProcessKind = 'web' | 'worker';

const LOOK_MS = 8_000;
/** Work that is due and has waited for longer is late. */
const LATE_SECONDS = 300;

async function runs(ctx: SystemCtx, kind: ProcessKind): Promise<boolean> {
  const since = new Date(ctx.now().getTime() - HEARTBEAT_LOST_MS);
  return (await ctx.db.processHeartbeat.count({ where: { kind, seenAt: { gt: since } } })) > 0;
}

const database: Look = async () => {
  try {
    await askDatabase();
    return null;
  } catch {
    return 'unreachable';
  }
};

/** Something that sends runs, and what is due is not kept waiting. */
const sending: Look = async (ctx) => {
  if (!(await runs(ctx, 'worker'))) return 'no-process';
  return (await oldestWait(ctx)) > LATE_SECONDS ? 'late' : null;
};

/** The mail server, or the local catcher, greets us. */
const mail: Look = async () => {
  try {
    return await askTransport(transportConfig(), AbortSignal.timeout(LOOK_MS));
  } catch (error) {
    if (error instanceof NoTransportError) return 'unreachable';
    throw error;
  }
};

/** A reader's way to the pixel, by this process's own port. Nobody signed the token, so nothing is recorded. */
const tracking: Look = async () => {
  const { HOST, PORT } = env();
  const host = HOST === '0.0.0.0' || HOST === '::' ? '127.0.0.1' : HOST;
  try {
    const answer = await fetch(`http://${host.includes(':') ? `[${host}]` : host}:${PORT}/t/o/status`, {
      signal: AbortSignal.timeout(LOOK_MS),
    });
    await answer.arrayBuffer();
    return answer.ok && answer.headers.get('content-type') === 'image/gif' ? null : 'wrong';
  } catch {
    return 'unreachable';
  }
};

/** A process that takes this look lives. */
const itself: Look = async () => null;

/** What each kind of process looks at in its own half of the minute. */
export const ownLooks: Record<ProcessKind, Partial<Record<Component, Look>>> = {
  web: { web: itself, tracking, database },
  worker: { worker: itself, sending, mail, database },
};

const missing =
  (kind: ProcessKind): Look =>
  async (ctx) => {
    // It lives and has not looked: what it would have found is not ours to say.
    if (await runs(ctx, kind)) throw new Unanswered();
    return 'no-process';
  };

/** A look that found nothing out: no sample is made of it, and the minute stays unknown. */
export class Unanswered extends Error {}

/** What each kind fills in of the other's, late in the minute, where nobody has looked. */
export const otherLooks: Record<ProcessKind, Partial<Record<Component, Look>>> = {
  web: { worker: missing('worker'), sending, mail },
  worker: { web: missing('web'), tracking: missing('web') },
};
