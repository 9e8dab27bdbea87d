'use client';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { PageBody } from '#components/layout/page-body.tsx';
import { PageHeader } from '#components/layout/page-header.tsx';
import { useMemberRight } from '#components/portal/member-right.tsx';
import { Button } from '#components/ui/button.tsx';
import { useBase } from '../use-base.ts';
import { ExportsList } from './exports-list.tsx';
import { ImportsTable } from './imports-table.tsx';

/** Everything that came in and went out as a file. */
export function FilesPage() {
  const t = useTranslations('contacts');
  const { base } = useBase();
  const mayWrite = useMemberRight('contacts:write');
  return (
    <>
      <PageHeader title={t('files.title')} parent={{ href: `${base}/contacts`, label: t('title') }} />
      <PageBody>
        <h2 className="text-section">{t('files.exports')}</h2>
        <ExportsList />
        <h2 className="mt-4 text-section">{t('files.imports')}</h2>
        <ImportsTable
          limit={100}
          action={
            mayWrite && (
              <Button asChild>
                <Link href={`${base}/contacts/import`}>{t('files.toImport')}</Link>
              </Button>
            )
          }
        />
      </PageBody>
    </>
  );
}
