'use client';
import { useTranslations } from 'next-intl';
import { PageBody } from '#components/layout/page-body.tsx';
import { PageHeader } from '#components/layout/page-header.tsx';
import { useBase } from '../use-base.ts';
import { ExportsList } from './exports-list.tsx';
import { ImportsTable } from './imports-table.tsx';

/** Everything that came in and went out as a file. */
export function FilesPage() {
  const t = useTranslations('contacts');
  const { base } = useBase();
  return (
    <>
      <PageHeader title={t('files.title')} parent={{ href: `${base}/contacts`, label: t('title') }} />
      <PageBody>
        <h2 className="text-section">{t('files.exports')}</h2>
        <ExportsList />
        <h2 className="mt-4 text-section">{t('files.imports')}</h2>
        <ImportsTable limit={100} />
      </PageBody>
    </>
  );
}
