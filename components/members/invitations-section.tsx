'use client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useTRPC } from '#components/trpc.tsx';
import { Badge, StateBadge } from '#components/ui/badge.tsx';
import { Button } from '#components/ui/button.tsx';
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx';
import { DateTime } from '#components/ui/date-time.tsx';
import { LoadFailed } from '#components/ui/load-failed.tsx';
import { Section } from '#components/ui/section.tsx';
import { CellTitle } from '#components/ui/table-cells.tsx';
import { useToast } from '#components/ui/toast.tsx';
import { useErrorSentence } from '#components/ui/use-error-sentence.ts';
import type { InvitationRow } from './outputs.ts';

/** Invitations that nobody has accepted yet; nothing where there are none. */
export function InvitationsSection() {
  const t = useTranslations('members.people');
  const trpc = useTRPC();
  const invitations = useQuery(trpc.identity.members.invitations.queryOptions());
  if (invitations.isError) {
    return <LoadFailed error={invitations.error} onRetry={() => void invitations.refetch()} />;
  }
  const rows = invitations.data ?? [];
  if (rows.length === 0) return null;
  return (
    <Section title={t('invitations')} meta={rows.length} inset={false}>
      <ul>
        {rows.map((row) => (
          <Invited key={row.id} invitation={row} />
        ))}
      </ul>
    </Section>
  );
}

function Invited({ invitation }: { invitation: InvitationRow }) {
  const t = useTranslations('members');
  const trpc = useTRPC();
  const client = useQueryClient();
  const toast = useToast();
  const sentence = useErrorSentence();
  const { id, email, role, inviterName, expired, expiresAt } = invitation;
  const refresh = () => client.invalidateQueries(trpc.identity.members.pathFilter());
  const resend = useMutation(
    trpc.identity.members.resend.mutationOptions({
      onSuccess: () => toast({ title: t('people.resent', { email }), tone: 'good' }),
      onError: (error) => toast({ title: sentence(error), tone: 'bad' }),
      onSettled: refresh,
    }),
  );
  const revoke = useMutation(trpc.identity.members.revoke.mutationOptions());
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 border-line border-t px-4 py-2.5 text-table first:border-t-0">
      <div className="min-w-0 flex-1 basis-56">
        <CellTitle
          title={email}
          sub={
            <>
              {t('people.invitedBy', { name: inviterName })} · {t('people.until')}{' '}
              <DateTime at={expiresAt} style="day" />
            </>
          }
        />
      </div>
      <span className="flex flex-wrap items-center gap-2">
        <Badge>{t(`roles.${role}.name`)}</Badge>
        <StateBadge tone={expired ? 'bad' : 'wait'}>{t(expired ? 'people.expired' : 'people.waiting')}</StateBadge>
        <Button size="s" busy={resend.isPending} onClick={() => resend.mutate({ id })}>
          {t('people.resend')}
        </Button>
        <ConfirmDialog
          trigger={
            <Button size="s" variant="ghost">
              {t('people.revoke')}
            </Button>
          }
          title={t('people.revokeTitle', { email })}
          confirmLabel={t('people.revoke')}
          onConfirm={async () => {
            await revoke.mutateAsync({ id });
            await refresh();
            toast({ title: t('people.revoked', { email }), tone: 'good' });
          }}
        >
          {t('people.revokeBody')}
        </ConfirmDialog>
      </span>
    </li>
  );
}
