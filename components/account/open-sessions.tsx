'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useTRPC } from '#components/trpc.tsx';
import { Badge } from '#components/ui/badge.tsx';
import { Button } from '#components/ui/button.tsx';
import { DateTime } from '#components/ui/date-time.tsx';
import { Section } from '#components/ui/section.tsx';
import { useToast } from '#components/ui/toast.tsx';
import { useErrorSentence } from '#components/ui/use-error-sentence.ts';
import type { OpenSession } from './outputs.ts';
import { useDeviceWords } from './use-device-words.ts';

/** The open sessions of the person, one for each surface. Any may be ended but the one in use: that is what signing out is for. */
export function OpenSessions({ sessions }: { sessions: OpenSession[] }) {
  const t = useTranslations('account.access.sessions');
  const surfaces = useTranslations('account.access.surface');
  const words = useDeviceWords();
  const trpc = useTRPC();
  const client = useQueryClient();
  const toast = useToast();
  const sentence = useErrorSentence();
  const settled = {
    onSettled: () => client.invalidateQueries(trpc.identity.access.pathFilter()),
    onError: (cause: unknown) => toast({ title: sentence(cause), tone: 'bad' as const }),
  };
  const end = useMutation(
    trpc.identity.endSession.mutationOptions({
      ...settled,
      onSuccess: () => toast({ title: t('ended'), tone: 'good' }),
    }),
  );
  const endOthers = useMutation(
    trpc.identity.endOtherSessions.mutationOptions({
      ...settled,
      onSuccess: ({ ended }) => toast({ title: t('othersEnded', { count: ended }), tone: 'good' }),
    }),
  );
  const others = sessions.some((session) => !session.own);
  return (
    <Section
      title={t('title')}
      inset={false}
      {...(others
        ? {
            action: (
              <Button size="s" busy={endOthers.isPending} onClick={() => endOthers.mutate()}>
                {t('endOthers')}
              </Button>
            ),
          }
        : {})}
    >
      <p className="border-line border-b px-4 py-3 text-table text-ink-2">{t('help')}</p>
      <ul className="divide-y divide-line">
        {sessions.map((session) => (
          <li key={session.id} className="flex items-start justify-between gap-3 px-4 py-3 text-table">
            <div className="min-w-0">
              <p className="flex flex-wrap items-center gap-2 font-medium text-ink">
                {words(session.device)}
                <Badge>{surfaces(session.surface)}</Badge>
                {session.own && <Badge tone="good">{t('own')}</Badge>}
              </p>
              <p className="mt-1 flex flex-wrap gap-x-4 gap-y-0.5 text-caption text-ink-3">
                <span className="font-mono">{session.address || '–'}</span>
                <span>
                  {t('since')} <DateTime at={session.createdAt} />
                </span>
                <span>
                  {t('seen')} <DateTime at={session.lastSeenAt} style="relative" />
                </span>
              </p>
            </div>
            {!session.own && (
              <Button
                size="s"
                aria-label={t('endLabel', { device: words(session.device) })}
                busy={end.isPending && end.variables.id === session.id}
                onClick={() => end.mutate({ id: session.id })}
              >
                {t('end')}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </Section>
  );
}
