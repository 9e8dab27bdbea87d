'use client';
import clsx from 'clsx';
import { useFormatter, useTranslations } from 'next-intl';

type Props = { state: 'saved' | 'saving' | 'unsaved' | 'failed'; at?: Date | string | undefined };

/** "Salvato alle 10:12", and what else an autosave may be doing. */
export function SaveState({ state, at }: Props) {
  const t = useTranslations('ui.save');
  const format = useFormatter();
  const text =
    state === 'saved' && at !== undefined ? t('savedAt', { time: format.dateTime(new Date(at), 'time') }) : t(state);
  return (
    <span role="status" className={clsx('text-table', state === 'failed' ? 'font-medium text-bad' : 'text-ink-3')}>
      {text}
    </span>
  );
}
