'use client';
import clsx from 'clsx';
import { Paperclip } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useNumbers } from '#components/ui/number.tsx';
import { attachedBytes, clippedAt } from '#shared/campaign-checks.ts';

type Props = { bytes: number | null; files: readonly { bytes: number }[] };

/** How much of the 102 KB that Gmail shows the message takes, and what goes along with it. */
export function SizeMeter({ bytes, files }: Props) {
  const t = useTranslations('editor');
  const { whole, bytes: size } = useNumbers();
  if (bytes === null) return null;
  const share = Math.min(1, bytes / clippedAt);
  const text = t('size', { used: whole(Math.ceil(bytes / 1024)), most: clippedAt / 1024 });
  return (
    <span
      title={t('sizeHelp')}
      className="flex items-center gap-2 whitespace-nowrap text-table text-ink-3 tabular-nums"
    >
      {text}
      <span aria-hidden className="h-1.5 w-16 overflow-hidden rounded-full bg-hover max-sm:w-8">
        <span
          className={clsx('block h-full', share < 0.8 ? 'bg-good' : share < 1 ? 'bg-wait' : 'bg-bad')}
          style={{ width: `${share * 100}%` }}
        />
      </span>
      {files.length > 0 && (
        <span title={t('sizeFiles')} className="flex items-center gap-1 max-sm:hidden">
          <Paperclip aria-hidden className="size-3.5!" />
          <span className="sr-only">{t('sizeFiles')}</span>
          {size(attachedBytes(files))}
        </span>
      )}
    </span>
  );
}
