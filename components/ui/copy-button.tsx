'use client';
import { Check, Copy } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import { IconButton } from './icon-button.tsx';

/** Puts a value on the clipboard and says so. */
export function CopyButton({ value, label }: { value: string; label?: string }) {
  const t = useTranslations('ui');
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), 2000);
    return () => clearTimeout(timer);
  }, [copied]);
  return (
    <>
      <IconButton
        size="s"
        label={copied ? t('copied') : (label ?? t('copy'))}
        icon={copied ? <Check className="text-good" /> : <Copy />}
        onClick={() => void navigator.clipboard.writeText(value).then(() => setCopied(true))}
      />
      <span role="status" className="sr-only">
        {copied && t('copied')}
      </span>
    </>
  );
}
