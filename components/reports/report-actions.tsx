'use client';

import { Download, FileSpreadsheet, FileText, Printer } from 'lucide-react';
import { useLocale, useTranslations } from 'next-intl';
import { useMemberRight } from '#components/portal/member-right.tsx';
import { Button } from '#components/ui/button.tsx';
import { Menu, MenuItem } from '#components/ui/menu.tsx';
import type { reportFormats } from '#server/modules/reports/schemas.ts';
import { useReportScope } from './use-report-scope.ts';

/** The report as a file or on paper. The file names people: only who may export gets it. */
export function ReportActions({ campaignId, base }: { campaignId: string; base: string }) {
  const t = useTranslations('reports.actions');
  const locale = useLocale();
  const mayExport = useMemberRight('export');
  const { scope, link } = useReportScope();
  const fileOf = (format: (typeof reportFormats)[number]) => {
    const query = new URLSearchParams({ format, language: locale === 'en' ? 'en' : 'it' });
    if (scope.groupId) query.set('groupId', scope.groupId);
    if (scope.at) query.set('at', scope.at);
    return `/api${base}/campaigns/${campaignId}/report?${query}`;
  };
  return (
    <Menu label={t('title')} trigger={<Button icon={<Download />}>{t('title')}</Button>}>
      {mayExport && (
        <>
          <MenuItem icon={<FileText />} onSelect={() => location.assign(fileOf('csv'))}>
            {t('csv')}
          </MenuItem>
          <MenuItem icon={<FileSpreadsheet />} onSelect={() => location.assign(fileOf('xlsx'))}>
            {t('xlsx')}
          </MenuItem>
        </>
      )}
      <MenuItem icon={<Printer />} href={link(`${base}/campaigns/${campaignId}/report/print`)}>
        {t('print')}
      </MenuItem>
    </Menu>
  );
}
