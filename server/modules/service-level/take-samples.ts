import type { SystemCtx } from '#server/lib/context.ts';
import { type Look, otherLooks, ownLooks, type ProcessKind, Unanswered } from './looks.ts';
import { MINUTE_MS } from './runs.ts';
import { keepSamples, lookedAt, type Sample } from './samples.sql.ts';
import type { Component } from './schemas.ts';

/** Samples that could not be written, oldest first: they are as soon as the database is back. */
const backlog: Sample[] = [];
/** Three days of a whole installation. */
const BACKLOG_LIMIT = 3 * 1440 * 6;

/**
 * Looks at what this process answers for (`own`), or fills in what nobody has looked at (`other`), and keeps one sample a component
 * for the present minute. With the database away the samples wait in memory, the database's own failure among them; a process that
 * ends meanwhile leaves those minutes unknown. Never throws.
 */
export async function takeSamples(ctx: SystemCtx, kind: ProcessKind, part: 'own' | 'other'): Promise<void> {
  const looks = part === 'own' ? ownLooks[kind] : otherLooks[kind];
  await takeLooks(ctx, looks).catch((error: unknown) => ctx.log.warn({ err: error }, 'health samples wait'));
}

export async function takeLooks(ctx: SystemCtx, looks: Partial<Record<Component, Look>>): Promise<void> {
  const at = new Date(Math.floor(ctx.now().getTime() / MINUTE_MS) * MINUTE_MS);
  const done = await lookedAt(ctx, at).catch(() => new Set<string>());
  const open = (Object.entries(looks) as [Component, Look][]).filter(([component]) => !done.has(component));
  const taken = await Promise.all(open.map(([component, look]) => lookAt(ctx, component, look, at)));
  backlog.push(...taken.filter((sample) => sample !== null));
  backlog.splice(0, Math.max(0, backlog.length - BACKLOG_LIMIT));
  const waiting = [...backlog];
  await keepSamples(ctx, waiting);
  backlog.splice(0, waiting.length);
}

async function lookAt(ctx: SystemCtx, component: Component, look: Look, at: Date): Promise<Sample | null> {
  const started = performance.now();
  const found = (ok: boolean, detail: Sample['detail']): Sample => ({
    component,
    at,
    ok,
    latencyMs: Math.round(performance.now() - started),
    detail,
  });
  try {
    const detail = await look(ctx);
    return found(detail === null, detail);
  } catch (error) {
    if (error instanceof Unanswered) return null;
    ctx.log.debug({ err: error, component }, 'a look failed');
    return found(false, 'look');
  }
}
