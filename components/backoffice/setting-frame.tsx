'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import clsx from 'clsx';
import { RotateCcw } from 'lucide-react';
import { useLocale, useTranslations } from 'next-intl';
import { type FormEvent, type ReactNode, useState } from 'react';
import { useTRPC } from '#components/trpc.tsx';
import { Button } from '#components/ui/button.tsx';
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx';
import { DateTime } from '#components/ui/date-time.tsx';
import { SaveState } from '#components/ui/save-state.tsx';
import { useErrorSentence } from '#components/ui/use-error-sentence.ts';
import type { SettingRow } from './outputs.ts';
import { typedSetting } from './setting-text.ts';

type Props = {
  row: SettingRow;
  dirty: boolean;
  /** Whether the control needs the whole width: its state then stands under it. */
  tall?: boolean;
  /** The value to save, or, in words, why what was typed is none. */
  read: () => Promise<{ value: unknown } | { refusal: string }>;
  onReset: () => void;
  /** Draws the control with what is wrong, if anything. */
  children: (error: string | undefined) => ReactNode;
};

/** One setting: its control, who changed it when, and its own save. */
export function SettingFrame({ row, dirty, tall = false, read, onReset, children }: Props) {
  const t = useTranslations('backoffice.settings');
  const trpc = useTRPC();
  const client = useQueryClient();
  const sentence = useErrorSentence();
  const locale = useLocale();
  const set = useMutation(trpc.backoffice.settings.set.mutationOptions());
  const toDefault = useMutation(trpc.backoffice.settings.reset.mutationOptions());
  const label = t(`labels.${row.key}`);
  const { control } = row;
  const short = control === 'text' || control === 'number' || control === 'euro';
  const shown = short ? typedSetting(control, row.initial, locale) || t('nothing') : null;
  const initial = control === 'switch' ? t(row.initial === true ? 'on' : 'off') : shown;
  const [error, setError] = useState<string>();
  const [savedAt, setSavedAt] = useState<Date>();

  async function save(event: FormEvent): Promise<void> {
    event.preventDefault();
    try {
      const reading = await read();
      setError('refusal' in reading ? reading.refusal : undefined);
      if ('refusal' in reading) return;
      await set.mutateAsync({ key: row.key, value: reading.value });
      await client.invalidateQueries(trpc.backoffice.settings.pathFilter());
      setSavedAt(new Date());
    } catch (cause) {
      setError(sentence(cause));
    }
  }
  return (
    <form
      onSubmit={save}
      className={clsx(
        'grid gap-x-6 gap-y-2 border-line border-t px-4 py-3.5 first:border-t-0',
        !tall && 'sm:grid-cols-[minmax(0,1fr)_200px]',
      )}
    >
      {children(error)}
      <div
        className={clsx(
          'flex flex-wrap items-center gap-x-3 gap-y-2 text-caption text-ink-3',
          !tall && 'sm:content-start sm:justify-end sm:pt-0.5 sm:text-right',
        )}
      >
        <span>
          {row.changedAt && row.changedBy !== null ? (
            <>
              {t('changed', { name: row.changedBy })}, <DateTime at={row.changedAt} />
              <span className="block">{initial === null ? '' : t('initial', { value: initial })}</span>
            </>
          ) : (
            t('default')
          )}
        </span>
        {!dirty && savedAt && <SaveState state="saved" at={savedAt} />}
        {!dirty && row.changedAt && (
          <ConfirmDialog
            trigger={
              <Button size="s" variant="ghost" icon={<RotateCcw />}>
                {t('toDefault')}
              </Button>
            }
            tone="primary"
            title={t('toDefaultTitle', { label })}
            confirmLabel={t('toDefault')}
            onConfirm={async () => {
              await toDefault.mutateAsync({ key: row.key });
              await client.invalidateQueries(trpc.backoffice.settings.pathFilter());
              onReset();
              setSavedAt(new Date());
            }}
          >
            {initial === null ? t('toDefaultLong') : t('toDefaultBody', { value: initial })}
          </ConfirmDialog>
        )}
        {dirty && (
          <span className={clsx('flex gap-2', tall ? 'ml-auto' : 'max-sm:ml-auto')}>
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
