'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Download, UsersRound } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useMemberRight } from '#components/portal/member-right.tsx';
import { useTRPC } from '#components/trpc.tsx';
import { Button } from '#components/ui/button.tsx';
import { DateTime } from '#components/ui/date-time.tsx';
import { Section } from '#components/ui/section.tsx';
import { useToast } from '#components/ui/toast.tsx';
import { useErrorSentence } from '#components/ui/use-error-sentence.ts';
import type { ContactDetail } from './contact-types.ts';

/** Everything that is known of the person as a file, for who asks what you hold on them. */
export function ExportContact({ contact }: { contact: ContactDetail }) {
  const t = useTranslations('contacts.detail');
  const trpc = useTRPC();
  const toast = useToast();
  const sentence = useErrorSentence();
  const mayExport = useMemberRight('export');
  const read = useMutation(
    trpc.reports.contactData.mutationOptions({
      onSuccess: (data) => {
        const file = new Blob([JSON.stringify(data, null, 2)], { type: 'application/json' });
        const link = document.createElement('a');
        link.href = URL.createObjectURL(file);
        link.download = `${contact.address}.json`;
        link.click();
        URL.revokeObjectURL(link.href);
      },
      onError: (error) => toast({ title: sentence(error), tone: 'bad' }),
    }),
  );
  if (!mayExport) return null;
  return (
    <Button
      variant="ghost"
      icon={<Download />}
      className="justify-self-start"
      busy={read.isPending}
      onClick={() => read.mutate({ contactId: contact.id })}
    >
      {t('exportData')}
    </Button>
  );
}

/** Who was made one with this contact, and the way back while there is one. */
export function MergesSection({ contact }: { contact: ContactDetail }) {
  const t = useTranslations('contacts.detail');
  const trpc = useTRPC();
  const queries = useQueryClient();
  const toast = useToast();
  const sentence = useErrorSentence();
  const mayWrite = useMemberRight('contacts:write');
  const undo = useMutation(
    trpc.contacts.undoMerge.mutationOptions({
      onSuccess: async () => {
        await queries.invalidateQueries(trpc.contacts.pathFilter());
        toast({ title: t('unmerged'), tone: 'good' });
      },
      onError: (error) => toast({ title: sentence(error), tone: 'bad' }),
    }),
  );
  if (contact.merges.length === 0) return null;
  return (
    <Section title={t('merges')}>
      <ul className="grid gap-3 text-table">
        {contact.merges.map((merge) => (
          <li key={merge.id} className="grid gap-1">
            <span className="flex items-center gap-1.5 [overflow-wrap:anywhere]">
              <UsersRound aria-hidden className="shrink-0 text-ink-3" />
              {merge.address}
            </span>
            <span className="text-caption text-ink-3">
              <DateTime at={merge.at} style="full" /> · {merge.actorName}
            </span>
            {mayWrite && merge.canUndo && (
              <Button
                size="s"
                className="justify-self-start"
                busy={undo.isPending}
                onClick={() => undo.mutate({ id: merge.id })}
              >
                {t('undoMerge')}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </Section>
  );
}
