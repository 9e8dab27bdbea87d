'use client';
import { useMutation, useQuery } from '@tanstack/react-query';
import clsx from 'clsx';
import { History } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useTRPC } from '#components/trpc.tsx';
import { Button } from '#components/ui/button.tsx';
import { DateTime } from '#components/ui/date-time.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import { DialogActions } from '#components/ui/dialog-actions.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { useErrorSentence } from '#components/ui/use-error-sentence.ts';
import type { ContentChange } from '#shared/document/compare-documents.ts';
import type { Autosave } from './use-autosave.ts';

type Props = {
  campaignId: string;
  save: Pick<Autosave, 'run'>;
  onClose: () => void;
  /** The draft is another now. */
  onRestored: () => void;
};

const reasons = ['interval', 'before-restore', 'sent', 'approved'] as const;

/** What the message was, by whom and when: each looked at as it would be sent, compared with now, and gone back to. */
export function HistoryDialog({ campaignId, save, onClose, onRestored }: Props) {
  const t = useTranslations('editor.history');
  const trpc = useTRPC();
  const sentence = useErrorSentence();
  const list = useQuery({ ...trpc.campaigns.versions.queryOptions({ id: campaignId }), staleTime: 0 });
  const [picked, setPicked] = useState<number | null>(null);
  const restore = useMutation(trpc.campaigns.restoreVersion.mutationOptions());
  const versions = list.data?.versions ?? [];
  const shown = picked ?? versions[0]?.revision ?? null;

  async function goBack(): Promise<void> {
    if (shown === null) return;
    const done = await save
      .run((over) => restore.mutateAsync({ id: campaignId, revision: shown, over }))
      .catch(() => null);
    if (done) onRestored();
  }
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title={t('title')} description={t('description')} size="l">
      {list.isPending && <Skeleton className="h-72 w-full" />}
      {list.isError && <Notice tone="bad">{sentence(list.error)}</Notice>}
      {restore.isError && <Notice tone="bad">{sentence(restore.error)}</Notice>}
      {list.isSuccess && versions.length === 0 && (
        <EmptyState icon={<History />} title={t('empty')} inset>
          {t('emptyBody')}
        </EmptyState>
      )}
      {shown !== null && (
        <div className="grid gap-4">
          <div className="grid grid-cols-1 gap-4 sm:grid-cols-[220px_minmax(0,1fr)]">
            <ul
              aria-label={t('title')}
              className="grid max-h-[56dvh] content-start gap-1 overflow-y-auto max-sm:max-h-40"
            >
              {versions.map((version) => (
                <li key={version.revision}>
                  <button
                    type="button"
                    aria-pressed={version.revision === shown}
                    onClick={() => setPicked(version.revision)}
                    className={clsx(
                      'grid w-full gap-0.5 rounded-in px-2.5 py-2 text-left text-table',
                      version.revision === shown ? 'bg-accent-wash text-accent' : 'hover:bg-hover',
                    )}
                  >
                    <span className="font-medium">
                      <DateTime at={version.at} style="full" />
                    </span>
                    <span className="text-caption text-ink-3">
                      {[version.actorName, reasonOf(version.why, t)].filter(Boolean).join(' · ')}
                    </span>
                  </button>
                </li>
              ))}
            </ul>
            <Look key={shown} campaignId={campaignId} revision={shown} />
          </div>
          <DialogActions>
            <Button variant="primary" busy={restore.isPending} onClick={() => void goBack()}>
              {t('restore')}
            </Button>
          </DialogActions>
        </div>
      )}
    </Dialog>
  );
}

function reasonOf(why: string, t: ReturnType<typeof useTranslations<'editor.history'>>): string {
  const known = reasons.find((each) => each === why);
  return known === undefined || known === 'interval' ? '' : t(`why.${known}`);
}

/** A version as the content frame shows it, and what has become of it since. */
function Look({ campaignId, revision }: { campaignId: string; revision: number }) {
  const t = useTranslations('editor.history');
  const trpc = useTRPC();
  const sentence = useErrorSentence();
  const preview = useQuery({
    ...trpc.campaigns.preview.queryOptions({ id: campaignId, revision }),
    retry: false,
    gcTime: 0,
  });
  const compared = useQuery({
    ...trpc.campaigns.compareVersion.queryOptions({ id: campaignId, revision }),
    staleTime: 0,
  });
  return (
    <div className="grid min-w-0 content-start gap-3">
      {preview.isError && <Notice tone="wait">{sentence(preview.error)}</Notice>}
      {preview.data ? (
        <>
          <p className="truncate">
            <span className="text-ink-3">{t('subject')}</span>{' '}
            <span className="font-medium">{preview.data.subject || t('noSubject')}</span>
          </p>
          <iframe
            src={preview.data.url}
            sandbox=""
            title={t('frame')}
            className="h-[36dvh] w-full rounded-in border border-line"
            style={{ colorScheme: 'light', background: '#ffffff' }}
          />
        </>
      ) : (
        preview.isPending && <Skeleton className="h-[36dvh] w-full" />
      )}
      <section aria-labelledby="since-then">
        <h3 id="since-then" className="mb-1.5 font-medium text-table">
          {t('since')}
        </h3>
        {compared.isPending ? <Skeleton className="h-12 w-full" /> : <Changes changes={compared.data?.changes ?? []} />}
      </section>
    </div>
  );
}

function Changes({ changes }: { changes: readonly ContentChange[] }) {
  const t = useTranslations('editor.history');
  const tBlock = useTranslations('editor.block');
  if (changes.length === 0) return <p className="text-table text-ink-3">{t('same')}</p>;
  const sentenceOf = (change: ContentChange): string => {
    switch (change.kind) {
      case 'subject':
      case 'preheader':
        return t(`change.${change.kind}`, { before: change.before || '—', after: change.after || '—' });
      case 'words':
        return t('change.words', {
          block: tBlock(change.block),
          before: cut(change.before) || '—',
          after: cut(change.after) || '—',
        });
      case 'added':
      case 'removed':
      case 'moved':
      case 'look':
        return t(`change.${change.kind}`, { block: tBlock(change.block), words: cut(change.words) || 'none' });
      default:
        return t(`change.${change.kind}`);
    }
  };
  return (
    <ul className="grid list-disc gap-1 pl-4 text-table">
      {changes.slice(0, 40).map((change, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a list that is shown once, in its order
        <li key={index}>{sentenceOf(change)}</li>
      ))}
      {changes.length > 40 && <li>{t('more', { count: changes.length - 40 })}</li>}
    </ul>
  );
}

const cut = (words: string) => (words.length > 90 ? `${words.slice(0, 88).trimEnd()}…` : words);
