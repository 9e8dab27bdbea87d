'use client';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { PageBody } from '#components/layout/page-body.tsx';
import { PageHeader } from '#components/layout/page-header.tsx';
import { FileDrop } from '#components/ui/file-drop.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { useNumbers } from '#components/ui/number.tsx';
import { ImportsTable } from '../files/imports-table.tsx';
import { useBase } from '../use-base.ts';
import { useFileReason } from './file-reason.ts';
import { ImportSteps } from './import-steps.tsx';
import { UploadRefused, uploadFile } from './upload-file.ts';

const MAX_BYTES = 512 * 1024 * 1024;

/** The wizard's first step: the file. */
export function ImportStart() {
  const t = useTranslations('contacts');
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
      const { id } = await uploadFile(`${api}/imports`, file, setShare);
      router.push(`${base}/contacts/import/${id}`);
    } catch (cause) {
      setShare(undefined);
      if (!(cause instanceof UploadRefused)) setFailure(t('importing.uploadFailed'));
      else setFailure(cause.reason ? fileReason(cause.reason) : cause.message);
    }
  }

  return (
    <>
      <PageHeader title={t('importing.title')} parent={{ href: `${base}/contacts`, label: t('title') }} />
      <PageBody>
        <div className="grid grid-cols-1 gap-6 md:grid-cols-[200px_minmax(0,1fr)]">
          <ImportSteps at="file" />
          <div className="grid min-w-0 grid-cols-1 content-start gap-4">
            {failure !== undefined && (
              <Notice tone="bad" title={t('importing.failedTitle')}>
                {failure}
              </Notice>
            )}
            <FileDrop
              accept=".csv,.txt,.tsv,text/csv,text/plain"
              maxBytes={MAX_BYTES}
              busy={share !== undefined}
              label={
                share === undefined ? t('importing.drop') : t('importing.uploading', { percent: percent(share, 0) })
              }
              hint={t('importing.dropHint')}
              onFile={(file) => void take(file)}
            />
            <p className="max-w-[70ch] text-table text-ink-2">{t('importing.fileHelp')}</p>
            <h2 className="mt-2 text-section">{t('importing.recent')}</h2>
            <ImportsTable limit={5} />
          </div>
        </div>
      </PageBody>
    </>
  );
}
