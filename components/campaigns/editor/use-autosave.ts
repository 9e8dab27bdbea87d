'use client';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useTRPCClient } from '#components/trpc.tsx';
import { conflictOf, refusedBy } from '#components/ui/refused.ts';
import type { SaveCampaignInput, SavedCampaign } from '#server/modules/campaigns/schemas.ts';
import type { Content, Lines } from './editor-state.ts';

const pause = 800;
const retryAfter = 5000;

export type Autosave = {
  state: 'saved' | 'saving' | 'unsaved' | 'failed';
  at: Date | undefined;
  bytes: number | null;
  /** Somebody else saved since: theirs is this revision. */
  conflict: number | null;
  /** Who that was. */
  by: string;
  /** The server refuses it for good: sent already, or no right. */
  refused: unknown;
  /** Saves what is unsaved; true once nothing is left to save. */
  flush: () => Promise<boolean>;
  /**
   * Does something to the campaign that makes a revision of its own (a file, an older version), over what is saved by then; what is
   * written meanwhile is saved after it. null where there is something unsaved that can't be saved.
   */
  run: <R extends { revision: number }>(work: (over: number) => Promise<R>) => Promise<R | null>;
  /** Saves over what somebody else saved. */
  overwrite: () => void;
};

/** Only what differs from what the server has. */
function changesBetween(before: Content, now: Content): Partial<SaveCampaignInput> {
  const changes: Partial<SaveCampaignInput> = {};
  if (before.document !== now.document) changes.document = now.document;
  if (before.plainText !== now.plainText) changes.plainText = now.plainText;
  for (const name of ['subject', 'preheader', 'fromName', 'fromAddress'] as const satisfies (keyof Lines)[]) {
    if (before.lines[name] !== now.lines[name]) changes[name] = now.lines[name];
  }
  if (before.lines.replyTo !== now.lines.replyTo) changes.replyTo = now.lines.replyTo || null;
  return changes;
}

/**
 * Keeps the server at what the editor holds: a moment after the last change, one request at a time, each over the revision
 * before it; tries again when the server was not reached, and on leaving.
 */
export function useAutosave(id: string, content: Content, revision: number, savedAt: Date): Autosave {
  const client = useTRPCClient();
  const [status, setStatus] = useState<Omit<Autosave, 'flush' | 'run' | 'overwrite'>>({
    state: 'saved',
    at: savedAt,
    bytes: null,
    conflict: null,
    by: '',
    refused: null,
  });
  const stored = useRef({ content, revision });
  const latest = useRef(content);
  const running = useRef<Promise<boolean> | null>(null);
  const stopped = useRef(false);
  latest.current = content;

  const saveOnce = useCallback(async (): Promise<boolean> => {
    const sending = latest.current;
    const changes = changesBetween(stored.current.content, sending);
    if (Object.keys(changes).length === 0) return true;
    setStatus((before) => ({ ...before, state: 'saving' }));
    try {
      const saved: SavedCampaign = await client.campaigns.save.mutate({
        id,
        revision: stored.current.revision,
        ...changes,
      });
      stored.current = { content: sending, revision: saved.revision };
      const state = latest.current === sending ? 'saved' : 'unsaved';
      setStatus({ state, at: saved.savedAt, bytes: saved.bytes, conflict: null, by: '', refused: null });
      return true;
    } catch (error) {
      const conflict = conflictOf(error);
      const known = refusedBy(error);
      stopped.current = known !== undefined && known.kind !== 'internal';
      setStatus((before) => ({
        ...before,
        state: 'failed',
        conflict: conflict?.revision ?? null,
        by: conflict?.by ?? '',
        refused: stopped.current && !conflict ? error : null,
      }));
      return false;
    }
  }, [client, id]);

  const flush = useCallback(async (): Promise<boolean> => {
    if (stopped.current) return false;
    while (running.current) await running.current;
    while (stored.current.content !== latest.current) {
      if (Object.keys(changesBetween(stored.current.content, latest.current)).length === 0) return true;
      running.current = saveOnce();
      const ok = await running.current;
      running.current = null;
      if (!ok) return false;
    }
    return true;
  }, [saveOnce]);

  const run = useCallback(
    async <R extends { revision: number }>(work: (over: number) => Promise<R>): Promise<R | null> => {
      if (!(await flush())) return null;
      let release = (_: boolean) => {};
      running.current = new Promise<boolean>((resolve) => {
        release = resolve;
      });
      try {
        const result = await work(stored.current.revision);
        stored.current = { ...stored.current, revision: result.revision };
        return result;
      } finally {
        running.current = null;
        release(true);
      }
    },
    [flush],
  );

  useEffect(() => {
    if (content === stored.current.content || stopped.current) return;
    setStatus((before) => (before.state === 'saved' ? { ...before, state: 'unsaved' } : before));
    const timer = setTimeout(() => void flush(), pause);
    return () => clearTimeout(timer);
  }, [content, flush]);

  useEffect(() => {
    if (status.state !== 'failed' || stopped.current) return;
    const timer = setTimeout(() => void flush(), retryAfter);
    return () => clearTimeout(timer);
  }, [status, flush]);

  // Leaving the page within the application does not end its requests: what is unsaved is sent on the way out.
  useEffect(() => () => void flush(), [flush]);

  const overwrite = useCallback(() => {
    if (status.conflict === null) return;
    stored.current = { ...stored.current, revision: status.conflict };
    stopped.current = false;
    setStatus((before) => ({ ...before, state: 'unsaved', conflict: null }));
    void flush();
  }, [flush, status.conflict]);

  return { ...status, flush, run, overwrite };
}
