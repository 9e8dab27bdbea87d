'use client';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { TrpcProvider } from '#components/trpc.tsx';
import { Button } from '#components/ui/button.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { ActivateHereForm, type WorkspaceChoice } from './activate-here-form.tsx';
import { ActivationForm } from './activation-form.tsx';

type Props = { token: string; email: string; person: { name: string; workspaces: WorkspaceChoice[] } | null };

/**
 * Registration for whoever is new; for a signed-in customer with a workspace, adding to it comes first. Whoever has an access and is not signed
 * in is shown the way there and back.
 */
export function ActivationChoice({ token, email, person }: Props) {
  const t = useTranslations('activation.here');
  const known = person !== null && person.workspaces.length > 0;
  const [here, setHere] = useState(known);
  return (
    <TrpcProvider surface="portal">
      <div className="grid gap-5">
        {known && here && <Notice title={t('title')}>{t('body', { name: person.name })}</Notice>}
        {person !== null && !known && (
          <Notice title={t('noRightTitle', { name: person.name })}>{t('noRightBody')}</Notice>
        )}
        {person === null && (
          <p className="text-table text-ink-2">
            {t.rich('signIn', {
              link: (words) => (
                <Link href={`/login?next=${encodeURIComponent(`/activate/${token}`)}`} className="link">
                  {words}
                </Link>
              ),
            })}
          </p>
        )}
        {known && here ? (
          <ActivateHereForm token={token} workspaces={person.workspaces} />
        ) : (
          <ActivationForm token={token} email={email} />
        )}
        {known && (
          <div>
            <Button variant="ghost" onClick={() => setHere(!here)}>
              {here ? t('new') : t('back')}
            </Button>
          </div>
        )}
      </div>
    </TrpcProvider>
  );
}
