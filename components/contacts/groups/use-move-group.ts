'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useTRPC } from '#components/trpc.tsx';
import { useToast } from '#components/ui/toast.tsx';
import { useErrorSentence } from '#components/ui/use-error-sentence.ts';
import type { GroupPlace } from './group-order.ts';

/** Puts a group elsewhere, says so, and offers the way back. */
export function useMoveGroup() {
  const t = useTranslations('contacts.groups');
  const trpc = useTRPC();
  const queries = useQueryClient();
  const toast = useToast();
  const sentence = useErrorSentence();
  const refresh = () => queries.invalidateQueries(trpc.contacts.groups.pathFilter());
  const move = useMutation(trpc.contacts.moveGroup.mutationOptions());
  async function to(group: { id: string; name: string }, place: GroupPlace, quiet = false): Promise<boolean> {
    try {
      const { before } = await move.mutateAsync({ id: group.id, ...place });
      await refresh();
      if (!quiet) {
        toast({
          title: t('moved', { name: group.name }),
          tone: 'good',
          action: { label: t('undo'), onSelect: () => void to(group, before, true) },
        });
      }
      return true;
    } catch (error) {
      toast({ title: sentence(error), tone: 'bad' });
      return false;
    }
  }
  return { to, busy: move.isPending };
}
