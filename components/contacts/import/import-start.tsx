'use client';
import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { PageBody } from '#components/layout/page-body.tsx';
import { PageHeader } from '#components/layout/page-header.tsx';
import { useTRPC } from '#components/trpc.tsx';
import { Button } from '#components/ui/button.tsx';
import { useUrlFlag } from '#components/ui/filter-chips.tsx';
import { LoadFailed } from '#components/ui/load-failed.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { ImportsTable } from '../files/imports-table.tsx';
import { useBase } from '../use-base.ts';
import { ImportSteps } from './import-steps.tsx';
import { ImportUpload } from './import-upload.tsx';
import { SuppressionStep } from './suppression-step.tsx';

/** The wizard's first steps: who must stay out, then the file. */
export function ImportStart() {
  const t = useTranslations('contacts');
  const trpc = useTRPC();
  const { base } = useBase();
  // Asked anew each time: a list imported a moment ago has settled it.
  const suppression = useQuery({ ...trpc.contacts.suppression.queryOptions(), refetchOnMount: 'always' });
  const [listing, setListing] = useUrlFlag('list');
  const settled = suppression.data?.settled ?? false;
  const asking = listing || !settled;
  return (
    <>
      <PageHeader title={t('importing.title')} parent={{ href: `${base}/contacts`, label: t('title') }} />
      <PageBody>
        <div className="grid grid-cols-1 gap-6 md:grid-cols-[200px_minmax(0,1fr)]">
          <ImportSteps
            at={asking ? 'suppression' : 'file'}
            details={
              settled && suppression.data?.list
                ? { suppression: t('importing.suppressionSettled', { count: suppression.data.blocked }) }
                : {}
            }
          />
          <div className="grid min-w-0 grid-cols-1 content-start gap-4">
            {suppression.error ? (
              <LoadFailed error={suppression.error} onRetry={() => void suppression.refetch()} />
            ) : suppression.isPending || !suppression.isFetchedAfterMount ? (
              <Skeleton className="h-64 w-full" />
            ) : asking ? (
              <SuppressionStep settled={settled} onSettled={() => setListing(false)} />
            ) : (
              <>
                <ImportUpload kind="contacts" label={t('importing.drop')} hint={t('importing.dropHint')} />
                <p className="max-w-[70ch] text-table text-ink-2">{t('importing.fileHelp')}</p>
                <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-table text-ink-2">
                  {suppression.data.list
                    ? t('importing.suppression.settledList', { count: suppression.data.blocked })
                    : t('importing.suppression.settledNone')}
                  <Button size="s" variant="ghost" onClick={() => setListing(true)}>
                    {t('importing.suppression.more')}
                  </Button>
                </p>
              </>
            )}
            <h2 className="mt-2 text-section">{t('importing.recent')}</h2>
            <ImportsTable limit={5} />
          </div>
        </div>
      </PageBody>
    </>
  );
}
