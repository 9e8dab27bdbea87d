'use client';

import { Download } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Button } from '#components/ui/button.tsx';
import { CopyButton } from '#components/ui/copy-button.tsx';
import { DialogActions } from '#components/ui/dialog-actions.tsx';

type Props = { codes: string[]; username: string; brand: string; onKept: () => void };

/** Ten codes, shown this once: to be copied or downloaded before going on. */
export function RecoveryCodes({ codes, username, brand, onKept }: Props) {
  const t = useTranslations('account.access.factor');
  const text = `${t('fileHead', { username, brand })}\n\n${codes.join('\n')}\n`;
  const download = () => {
    const url = URL.createObjectURL(new Blob([text], { type: 'text/plain' }));
    const link = document.createElement('a');
    link.href = url;
    link.download = t('file');
    link.click();
    URL.revokeObjectURL(url);
  };
  return (
    <div className="grid gap-4">
      <p className="text-pretty text-table text-ink-2">{t('codesBody')}</p>
      <ul className="grid grid-cols-2 gap-x-6 gap-y-1 rounded-in border border-line bg-sunken p-3 font-mono text-body tabular-nums">
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <div className="flex flex-wrap items-center gap-2">
        <Button icon={<Download />} onClick={download}>
          {t('download')}
        </Button>
        <CopyButton value={text} label={t('copy')} />
      </div>
      <DialogActions cancel={false}>
        <Button variant="primary" onClick={onKept}>
          {t('kept')}
        </Button>
      </DialogActions>
    </div>
  );
}
