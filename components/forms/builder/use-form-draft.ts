'use client';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useTRPCClient } from '#components/trpc.tsx';
import { conflictOf, refusedBy } from '#components/ui/refused.ts';
import type { FormDefinition, FormIssue } from '#server/modules/forms/schemas.ts';
import type { FormDetail } from '../form-types.ts';

const pause = 700;
const retryAfter = 5000;

export type Draft = { name: string; definition: FormDefinition };
type Status = {
  state: 'saved' | 'saving' | 'unsaved' | 'failed';
  at: Date | undefined;
  /** What the server holds. */
  revision: number;
  issues: FormIssue[];
  /** Somebody else saved since: theirs is this revision. */
  conflict: number | null;
  /** The server refuses it as it stands. */
  refused: unknown;
};

/**
 * The form being built, kept on the server a moment after each change: one request at a time, each over the revision before it;
 * tried again when the server was not reached, and on leaving.
 */
export function useFormDraft(form: FormDetail) {
  const client = useTRPCClient();
  const [draft, setDraft] = useState<Draft>({ name: form.name, definition: form.definition });
  const [status, setStatus] = useState<Status>({
    state: 'saved',
    at: form.updatedAt,
    revision: form.revision,
    issues: form.issues,
    conflict: null,
    refused: null,
  });
  const stored = useRef({ draft, revision: form.revision });
  const latest = useRef(draft);
  const running = useRef<Promise<boolean> | null>(null);
  const stopped = useRef(false);
  latest.current = draft;

  const saveOnce = useCallback(async (): Promise<boolean> => {
    const sending = latest.current;
    const before = stored.current.draft;
    setStatus((now) => ({ ...now, state: 'saving' }));
    try {
      const saved = await client.forms.save.mutate({
        id: form.id,
        revision: stored.current.revision,
        ...(sending.name !== before.name && sending.name.trim() !== '' ? { name: sending.name } : {}),
        ...(sending.definition !== before.definition ? { definition: sending.definition } : {}),
      });
      stored.current = { draft: sending, revision: saved.revision };
      const state = latest.current === sending ? 'saved' : 'unsaved';
      const { revision, issues, savedAt } = saved;
      setStatus({ state, at: savedAt, revision, issues, conflict: null, refused: null });
      return true;
    } catch (error) {
      const conflict = conflictOf(error);
      const known = refusedBy(error);
      stopped.current = conflict !== undefined;
      const refused = known && known.kind !== 'internal' && !conflict;
      setStatus((now) => ({
        ...now,
        state: 'failed',
        conflict: conflict?.revision ?? null,
        refused: refused ? error : null,
      }));
      return false;
    }
  }, [client, form.id]);

  /** Saves what is unsaved; the revision that is stored then, or null where that failed. */
  const flush = useCallback(async (): Promise<number | null> => {
    if (stopped.current) return null;
    while (running.current) await running.current;
    while (stored.current.draft !== latest.current) {
      running.current = saveOnce();
      const ok = await running.current;
      running.current = null;
      if (!ok) return null;
    }
    return stored.current.revision;
  }, [saveOnce]);

  useEffect(() => {
    if (draft === stored.current.draft || stopped.current) return;
    setStatus((now) => (now.state === 'saved' ? { ...now, state: 'unsaved' } : now));
    const timer = setTimeout(() => void flush(), pause);
    return () => clearTimeout(timer);
  }, [draft, flush]);

  useEffect(() => {
    if (status.state !== 'failed' || stopped.current || status.refused !== null) return;
    const timer = setTimeout(() => void flush(), retryAfter);
    return () => clearTimeout(timer);
  }, [status, flush]);

  // Leaving the page within the application does not end its requests: what is unsaved is sent on the way out.
  useEffect(() => () => void flush(), [flush]);

  /** Saves over what somebody else saved. */
  const overwrite = useCallback(() => {
    if (status.conflict === null) return;
    stored.current = { ...stored.current, revision: status.conflict };
    stopped.current = false;
    void flush();
  }, [flush, status.conflict]);

  const change = useCallback(
    (edit: (definition: FormDefinition) => FormDefinition) =>
      setDraft((now) => ({ ...now, definition: edit(now.definition) })),
    [],
  );
  const rename = useCallback((name: string) => setDraft((now) => ({ ...now, name })), []);
  return { draft, change, rename, flush, overwrite, ...status };
}
