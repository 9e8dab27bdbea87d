'use client';
import clsx from 'clsx';
import { LoaderCircle, Upload } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type DragEvent, useId, useState } from 'react';
import { useFieldControl } from './field.tsx';
import { useNumbers } from './number.tsx';

type Props = {
  onFile: (file: File) => void;
  /** As an input's: ".csv,text/csv". */
  accept?: string;
  maxBytes?: number;
  label?: string;
  hint?: string;
  busy?: boolean;
};

/** One file, dropped or chosen. What is too large is refused here with the limit in words; the server types the content anyway. */
export function FileDrop({ onFile, accept, maxBytes, label, hint, busy = false }: Props) {
  const t = useTranslations('ui');
  const { bytes } = useNumbers();
  const { 'aria-labelledby': _, ...control } = useFieldControl();
  const own = useId();
  const id = control.id ?? own;
  const [over, setOver] = useState(false);
  const [refused, setRefused] = useState<string>();

  function take(file: File | undefined): void {
    if (!file || busy) return;
    if (maxBytes !== undefined && file.size > maxBytes) {
      setRefused(t('fileTooLarge', { name: file.name, size: bytes(file.size), limit: bytes(maxBytes) }));
      return;
    }
    setRefused(undefined);
    onFile(file);
  }

  function onDrop(event: DragEvent): void {
    event.preventDefault();
    setOver(false);
    take(event.dataTransfer.files[0]);
  }

  return (
    <div>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping is an extra for the pointer; the file input inside serves everybody */}
      <div
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={onDrop}
        className={clsx(
          'relative grid justify-items-center gap-1 rounded-out border border-dashed px-6 py-8 text-center has-focus-visible:shadow-(--focus)',
          over ? 'border-accent bg-accent-wash' : 'border-line-strong bg-panel hover:border-ink-3',
        )}
      >
        <span aria-hidden className="mb-1 text-ink-2 [&>svg]:size-5">
          {busy ? <LoaderCircle className="animate-spin" /> : <Upload />}
        </span>
        <span className="text-body font-medium">{label ?? t('dropFile')}</span>
        {hint !== undefined && <span className="text-caption text-ink-3">{hint}</span>}
        <input
          {...control}
          id={id}
          type="file"
          disabled={busy}
          aria-label={label ?? t('dropFile')}
          {...(accept ? { accept } : {})}
          onChange={(event) => {
            take(event.target.files?.[0]);
            event.target.value = '';
          }}
          className="absolute inset-0 cursor-pointer opacity-0 disabled:cursor-default"
        />
      </div>
      <p role="alert" className="mt-1 text-caption font-medium text-bad empty:hidden">
        {refused}
      </p>
    </div>
  );
}
