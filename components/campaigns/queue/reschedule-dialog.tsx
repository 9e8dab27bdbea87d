'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTimeZone, useTranslations } from 'next-intl';
import type { FormEvent } from 'react';
import { useTRPC } from '#components/trpc.tsx';
import { Button } from '#components/ui/button.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import { DialogActions } from '#components/ui/dialog-actions.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { useToast } from '#components/ui/toast.tsx';
import { useErrorSentence } from '#components/ui/use-error-sentence.ts';
import { SendChoiceFields, useSendChoice } from '../review/send-choice.tsx';

type Props = {
  campaign: { id: string; name: string; scheduledAt: Date | null };
  open: boolean;
  onOpenChange: (open: boolean) => void;
};

/** Another time for what is planned or overdue; or now. */
export function RescheduleDialog({ campaign, open, onOpenChange }: Props) {
  const t = useTranslations('campaigns.review.planned');
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title={t('rescheduleTitle', { name: campaign.name })} size="s">
      {open && <RescheduleForm campaign={campaign} onDone={() => onOpenChange(false)} />}
    </Dialog>
  );
}

function RescheduleForm({ campaign, onDone }: { campaign: Props['campaign']; onDone: () => void }) {
  const t = useTranslations('campaigns.review.planned');
  const timeZone = useTimeZone() ?? 'Europe/Rome';
  const trpc = useTRPC();
  const client = useQueryClient();
  const toast = useToast();
  const sentence = useErrorSentence();
  const choice = useSendChoice(timeZone, campaign.scheduledAt ?? new Date());
  const move = useMutation(
    trpc.campaigns.reschedule.mutationOptions({
      onSuccess: ({ asked }) => {
        toast({ title: t(asked ? 'askedAgain' : 'moved'), tone: 'good' });
        onDone();
      },
      onSettled: () =>
        Promise.all([
          client.invalidateQueries({ queryKey: trpc.campaigns.pathKey() }),
          client.invalidateQueries({ queryKey: trpc.deliveries.pathKey() }),
        ]),
    }),
  );
  function submit(event: FormEvent): void {
    event.preventDefault();
    if (choice.ready) move.mutate({ id: campaign.id, at: choice.at });
  }
  return (
    <form onSubmit={submit} className="grid gap-4">
      <SendChoiceFields choice={choice} timeZone={timeZone} />
      {move.isError && (
        <Notice tone="bad" live>
          {sentence(move.error)}
        </Notice>
      )}
      <DialogActions>
        <Button type="submit" variant="primary" busy={move.isPending} disabled={!choice.ready}>
          {t(choice.later ? 'move' : 'moveNow')}
        </Button>
      </DialogActions>
    </form>
  );
}
