'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { type FormEvent, type ReactNode, useState } from 'react';
import { useTRPC } from '#components/trpc.tsx';
import { Button } from '#components/ui/button.tsx';
import { DateTime } from '#components/ui/date-time.tsx';
import { SaveState } from '#components/ui/save-state.tsx';
import { useErrorSentence } from '#components/ui/use-error-sentence.ts';
import type { SettingRow } from './outputs.ts';

type Props = {
  row: SettingRow;
  dirty: boolean;
  /** The value to save, or, in words, why what was typed is none. */
  read: () => { value: unknown } | { refusal: string };
  onReset: () => void;
  /** Draws the control with what is wrong, if anything. */
  children: (error: string | undefined) => ReactNode;
};

/** One setting: its control, who changed it when, and its own save. */
export function SettingFrame({ row, dirty, read, onReset, children }: Props) {
  const t = useTranslations('backoffice.settings');
  const trpc = useTRPC();
  const client = useQueryClient();
  const sentence = useErrorSentence();
  const set = useMutation(trpc.backoffice.settings.set.mutationOptions());
  const [error, setError] = useState<string>();
  const [savedAt, setSavedAt] = useState<Date>();

  async function save(event: FormEvent): Promise<void> {
    event.preventDefault();
    const reading = read();
    setError('refusal' in reading ? reading.refusal : undefined);
    if ('refusal' in reading) return;
    try {
      await set.mutateAsync({ key: row.key, value: reading.value });
      await client.invalidateQueries(trpc.backoffice.settings.pathFilter());
      setSavedAt(new Date());
    } catch (cause) {
      setError(sentence(cause));
    }
  }
  return (
    <form onSubmit={save} className="grid gap-2 border-line border-t px-4 py-3.5 first:border-t-0">
      {children(error)}
      <div className="flex min-h-7 flex-wrap items-center gap-x-3 gap-y-2 text-caption text-ink-3">
        <span>
          {row.changedAt && row.changedBy !== null ? (
            <>
              {t('changed', { name: row.changedBy })}, <DateTime at={row.changedAt} />
            </>
          ) : (
            t('default')
          )}
        </span>
        {!dirty && savedAt && <SaveState state="saved" at={savedAt} />}
        {dirty && (
          <span className="ml-auto flex gap-2">
            <Button
              size="s"
              variant="ghost"
              onClick={() => {
                setError(undefined);
                onReset();
              }}
            >
              {t('reset')}
            </Button>
            <Button size="s" variant="primary" type="submit" busy={set.isPending}>
              {t('save')}
            </Button>
          </span>
        )}
      </div>
    </form>
  );
}
