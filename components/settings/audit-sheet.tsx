'use client';

import type { inferRouterOutputs } from '@trpc/server';
import { useTranslations } from 'next-intl';
import { Code, CodeBlock } from '#components/ui/code.tsx';
import { DateTime } from '#components/ui/date-time.tsx';
import { Facts } from '#components/ui/facts.tsx';
import { Sheet } from '#components/ui/sheet.tsx';
import type { AppRouter } from '#server/root-router.ts';
import { useAuditWords } from './audit-words.ts';

export type AuditRow = inferRouterOutputs<AppRouter>['audit']['list']['rows'][number];

/** One entry of the log with what was before and after, and the device it came from. */
export function AuditSheet({ row, onClose }: { row: AuditRow | undefined; onClose: () => void }) {
  const t = useTranslations('portal.audit');
  const words = useAuditWords();
  return (
    <Sheet open={row !== undefined} onOpenChange={(open) => !open && onClose()} title={t('details')}>
      {row && (
        <div className="grid gap-5">
          <Facts
            items={[
              { label: t('what'), value: words.action(row.action) },
              {
                label: t('subject'),
                value: [words.subject(row.subjectKind), row.subjectName].filter(Boolean).join(' · '),
              },
              { label: t('who'), value: row.actorName },
              { label: t('when'), value: <DateTime at={row.at} style="full" /> },
              { label: t('from'), value: row.address ?? '–' },
              { label: t('device'), value: row.agent ?? '–' },
              { label: t('action'), value: <Code>{row.action}</Code> },
            ]}
          />
          {(['before', 'after'] as const).map(
            (side) =>
              row[side] !== null && (
                <div key={side} className="grid min-w-0 gap-1.5">
                  <h3 className="text-table font-medium">{t(side)}</h3>
                  <CodeBlock label={t(side)} wrap>
                    {JSON.stringify(row[side], null, 2)}
                  </CodeBlock>
                </div>
              ),
          )}
        </div>
      )}
    </Sheet>
  );
}
