'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { inferRouterOutputs } from '@trpc/server';
import { useTranslations } from 'next-intl';
import { useTRPC } from '#components/trpc.tsx';
import { useToast } from '#components/ui/toast.tsx';
import { useErrorSentence } from '#components/ui/use-error-sentence.ts';
import type { RecordedAct } from '#server/modules/contacts/schemas.ts';
import type { AppRouter } from '#server/root-router.ts';

export type BulkRow = inferRouterOutputs<AppRouter>['contacts']['bulkActions']['rows'][number];

/** Starts an act on many contacts and says what came of it, with its undo beside. */
export function useBulk(onStarted: () => void) {
  const t = useTranslations('contacts.bulk');
  const trpc = useTRPC();
  const queries = useQueryClient();
  const toast = useToast();
  const undo = useUndoBulk();
  return useMutation(
    trpc.contacts.startBulk.mutationOptions({
      onSuccess: async ({ id, state, total, changed }, { act }) => {
        onStarted();
        await queries.invalidateQueries(trpc.contacts.pathFilter());
        if (state === 'queued' || state === 'running') {
          toast({ title: t('started', { count: total }), body: t('startedBody'), tone: 'accent' });
          return;
        }
        toast({
          title: changed === 0 ? t('nothing') : t(`done.${act.kind}`, { count: changed }),
          ...(changed > 0 && changed < total ? { body: t('others', { count: total - changed }) } : {}),
          tone: changed === 0 ? 'neutral' : 'good',
          ...(changed > 0 ? { action: { label: t('undo'), onSelect: () => undo.mutate({ id }) } } : {}),
        });
      },
    }),
  );
}

/** Takes an act back and says for how many that was possible. */
export function useUndoBulk() {
  const t = useTranslations('contacts.bulk');
  const trpc = useTRPC();
  const queries = useQueryClient();
  const toast = useToast();
  const sentence = useErrorSentence();
  return useMutation(
    trpc.contacts.undoBulk.mutationOptions({
      onSuccess: async ({ kind, state, changed, done }) => {
        await queries.invalidateQueries(trpc.contacts.pathFilter());
        if (state !== 'undone') {
          toast({ title: t('undoStarted'), body: t('startedBody'), tone: 'accent' });
          return;
        }
        const kept = changed - done;
        toast({
          title: kind === 'delete-group' ? t('groupBack') : t('undone', { count: done }),
          ...(kept > 0 ? { body: t('undoneKept', { count: kept }) } : {}),
          tone: kept > 0 ? 'wait' : 'good',
        });
      },
      onError: (error) => toast({ title: sentence(error), tone: 'bad' }),
    }),
  );
}

/** What an act does, in words, with the names of what it names. */
export function useActWords(): (
  act: RecordedAct,
  names: { groups: Map<string, string>; topics: Map<string, string>; attributes: Map<string, string> },
) => string {
  const t = useTranslations('contacts.bulk.act');
  return (act, names) => {
    switch (act.kind) {
      case 'add-to-group':
      case 'remove-from-group':
        return t(act.kind, { name: names.groups.get(act.groupId) ?? t('goneGroup') });
      case 'set-attribute':
        return act.value === null
          ? t('clear-attribute', { name: names.attributes.get(act.key) ?? act.key })
          : t('set-attribute', { name: names.attributes.get(act.key) ?? act.key, value: act.value });
      case 'delete-group':
        return t('delete-group', { name: act.groups[0]?.name ?? '' });
      case 'unsubscribe':
        return t('unsubscribe', { name: names.topics.get(act.topicId) ?? '…' });
      default:
        return t(act.kind);
    }
  };
}
