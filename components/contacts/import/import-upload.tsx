'use client';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { FileDrop } from '#components/ui/file-drop.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { useNumbers } from '#components/ui/number.tsx';
import type { ImportKind } from '#server/modules/contacts/schemas.ts';
import { useBase } from '../use-base.ts';
import { useFileReason } from './file-reason.ts';
import { UploadRefused, uploadFile } from './upload-file.ts';

const MAX_BYTES = 512 * 1024 * 1024;
/** What others are is said in words by the server, so that nobody wonders why a file can't be picked. */
const ACCEPT = '.csv,.txt,.tsv,.xlsx,.xls,.ods,.numbers,text/csv,text/plain';

/** Takes the file, sends it on its way as it is, and goes on to the import that it became. */
export function ImportUpload({ kind, label, hint }: { kind: ImportKind; label: string; hint: string }) {
  const t = useTranslations('contacts.importing');
  const router = useRouter();
  const { base, api } = useBase();
  const { percent } = useNumbers();
  const fileReason = useFileReason();
  const [share, setShare] = useState<number>();
  const [failure, setFailure] = useState<string>();

  async function take(file: File): Promise<void> {
    setFailure(undefined);
    setShare(0);
    try {
      const { id } = await uploadFile(`${api}/imports${kind === 'contacts' ? '' : `?kind=${kind}`}`, file, setShare);
      router.push(`${base}/contacts/import/${id}`);
    } catch (cause) {
      setShare(undefined);
      if (!(cause instanceof UploadRefused)) setFailure(t('uploadFailed'));
      else setFailure(cause.reason ? fileReason(cause.reason) : cause.message);
    }
  }

  const reading = share === 1 ? t('reading') : t('uploading', { percent: percent(share ?? 0, 0) });
  return (
    <>
      {failure !== undefined && (
        <Notice tone="bad" title={t('failedTitle')} live>
          {failure}
        </Notice>
      )}
      <FileDrop
        accept={ACCEPT}
        maxBytes={MAX_BYTES}
        busy={share !== undefined}
        label={share === undefined ? label : reading}
        hint={hint}
        onFile={(file) => void take(file)}
      />
    </>
  );
}
