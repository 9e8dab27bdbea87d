'use client';
import { useTranslations } from 'next-intl';
import { Notice } from '#components/ui/notice.tsx';
import { Section } from '#components/ui/section.tsx';
import { PlainTable } from '#components/ui/table-cells.tsx';
import { useFileReason } from './file-reason.ts';
import type { ImportPreview as Preview } from './import-types.ts';

const ROWS = 5;
const COLUMNS = 12;

/** The first rows as they are read now, and where reading them breaks off. */
export function ImportPreview({ preview }: { preview: Preview }) {
  const t = useTranslations('contacts.importing');
  const fileReason = useFileReason();
  const { columns } = preview.plan;
  const { problem } = preview;
  const shown = columns.slice(0, COLUMNS);
  // A name that comes twice is told apart by its place.
  const names = shown.map((name, index) => (shown.indexOf(name) === index ? name : `${name} (${index + 1})`));
  return (
    <>
      {problem && (
        <Notice tone="bad" live title={t('problemTitle')}>
          {fileReason(problem.line === null ? problem.reason : `${problem.reason}:${problem.line}`)} {t('problemHelp')}
        </Notice>
      )}
      <Section title={t('previewTitle')} inset={false}>
        {preview.rows.length === 0 ? (
          <p className="px-4 py-3 text-table text-ink-2">{t('previewEmpty')}</p>
        ) : (
          <PlainTable
            label={t('previewTitle')}
            head={names.map((label) => ({ label }))}
            rows={preview.rows.slice(0, ROWS).map((row) =>
              names.map((name, index) => (
                <span key={name} className="block max-w-52 truncate font-mono text-caption">
                  {row[index] ?? ''}
                </span>
              )),
            )}
          />
        )}
        {columns.length > COLUMNS && (
          <p className="border-t border-line px-4 py-2.5 text-caption text-ink-3">
            {t('previewMore', { count: columns.length - COLUMNS })}
          </p>
        )}
      </Section>
    </>
  );
}
