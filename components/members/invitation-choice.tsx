'use client';
import { useMutation } from '@tanstack/react-query';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { TrpcProvider, useTRPC } from '#components/trpc.tsx';
import { Button } from '#components/ui/button.tsx';
import { DateTime } from '#components/ui/date-time.tsx';
import { Facts } from '#components/ui/facts.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { useErrorSentence } from '#components/ui/use-error-sentence.ts';
import type { MemberRole } from '#shared/permissions.ts';
import { AcceptForm } from './accept-form.tsx';

type Props = {
  token: string;
  invitation: { workspace: string; role: MemberRole; email: string; inviter: string; expiresAt: Date };
  /** The name of who is signed in in this browser. */
  person: string | null;
};

/** To what one is invited, and the two ways in: as a new person, or with the username one has. */
export function InvitationChoice({ token, invitation, person }: Props) {
  const t = useTranslations('members');
  const { workspace, role, email, inviter, expiresAt } = invitation;
  return (
    <TrpcProvider surface="portal">
      <div className="grid gap-6">
        <h1 className="text-balance text-page [overflow-wrap:anywhere]">{t('invite.title', { inviter, workspace })}</h1>
        <Facts
          items={[
            { label: t('invite.role'), value: `${t(`roles.${role}.name`)}. ${t(`roles.${role}.does`)}` },
            { label: t('invite.until'), value: <DateTime at={expiresAt} style="full" /> },
          ]}
        />
        {person === null ? (
          <>
            <AcceptForm token={token} email={email} />
            <div className="grid justify-items-start gap-2 border-line border-t pt-5">
              <h2 className="text-section">{t('invite.known')}</h2>
              <p className="text-table text-ink-2">{t('invite.knownBody')}</p>
              <Button asChild>
                <Link href={`/login?next=${encodeURIComponent(`/invite/${token}`)}`}>{t('invite.signIn')}</Link>
              </Button>
            </div>
          </>
        ) : (
          <JoinHere token={token} person={person} workspace={workspace} />
        )}
      </div>
    </TrpcProvider>
  );
}

function JoinHere({ token, person, workspace }: { token: string; person: string; workspace: string }) {
  const t = useTranslations('members.invite');
  const trpc = useTRPC();
  const sentence = useErrorSentence();
  const join = useMutation(
    trpc.identity.joinByInvitation.mutationOptions({ onSuccess: ({ slug }) => location.assign(`/w/${slug}`) }),
  );
  return (
    <div className="grid gap-4">
      <Notice title={t('hereTitle', { name: person })}>{t('hereBody')}</Notice>
      {join.error && (
        <Notice tone="bad" live>
          {sentence(join.error)}
        </Notice>
      )}
      <div>
        <Button variant="primary" busy={join.isPending || join.isSuccess} onClick={() => join.mutate({ token })}>
          {t('join', { workspace })}
        </Button>
      </div>
      <p className="text-caption text-ink-3">{t('other', { name: person })}</p>
    </div>
  );
}
