'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Undo2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useMemberRight } from '#components/portal/member-right.tsx';
import { useTRPC } from '#components/trpc.tsx';
import { Button } from '#components/ui/button.tsx';
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx';
import { DateTime } from '#components/ui/date-time.tsx';
import { LongWork } from '#components/ui/long-work.tsx';
import { Notice } from '#components/ui/notice.tsx';
import type { ImportView } from './import-types.ts';

/** The way back from an import: offered, under way, or gone. */
export function ImportUndo({ view }: { view: ImportView }) {
  const t = useTranslations('contacts.importing');
  const trpc = useTRPC();
  const queries = useQueryClient();
  const mayWrite = useMemberRight('contacts:write');
  const undo = useMutation(
    trpc.contacts.undoImport.mutationOptions({
      onSettled: () => queries.invalidateQueries(trpc.contacts.import.queryFilter({ id: view.id })),
    }),
  );
  const { state, until, undone, kept } = view.undo;
  if (state === 'done') {
    return (
      <Notice tone="accent" title={t('undo.done', { count: undone })} live>
        {kept > 0 ? t('undo.kept', { count: kept }) : undefined}
      </Notice>
    );
  }
  if (state === 'running') {
    const total = view.counts.created + view.counts.updated;
    return (
      <LongWork
        title={t('undo.running')}
        state="running"
        done={undone}
        total={Math.max(total, undone)}
        unit={t('unit')}
      />
    );
  }
  if (state === 'never' || !mayWrite) return null;
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
      <ConfirmDialog
        trigger={<Button icon={<Undo2 />}>{t('undo.action')}</Button>}
        title={t('undo.title')}
        confirmLabel={t('undo.confirm')}
        dismissLabel={t('undo.leave')}
        onConfirm={async () => {
          await undo.mutateAsync({ id: view.id });
        }}
      >
        {t('undo.body')}
      </ConfirmDialog>
      {until && (
        <span className="text-caption text-ink-3">
          {t('undo.until')} <DateTime at={until} style="day" />
        </span>
      )}
    </div>
  );
}
