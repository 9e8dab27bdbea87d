'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useTRPC } from '#components/trpc.tsx';
import { LoadFailed } from '#components/ui/load-failed.tsx';
import { Section } from '#components/ui/section.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { Switch } from '#components/ui/switch.tsx';
import { LostPassword } from './lost-password.tsx';
import { OpenSessions } from './open-sessions.tsx';
import { SecondFactorSection } from './second-factor-section.tsx';
import { SignIns } from './sign-ins.tsx';

type Props = { surface: 'portal' | 'console'; brand: string };

/** A person's own access: second factor, open sessions, the last sign-ins, and what to do when the password is lost. */
export function AccessSections({ surface, brand }: Props) {
  const t = useTranslations('account.access');
  const trpc = useTRPC();
  const client = useQueryClient();
  const access = useQuery(trpc.identity.access.queryOptions());
  const setMail = useMutation(
    trpc.identity.setNewStationMail.mutationOptions({
      onSettled: () => client.invalidateQueries(trpc.identity.access.pathFilter()),
    }),
  );
  if (access.isError) return <LoadFailed error={access.error} onRetry={() => void access.refetch()} />;
  if (!access.data) return <Skeleton className="h-40" />;
  const { data } = access;
  const mailWanted = setMail.isPending ? setMail.variables.on : data.newStationMail;
  return (
    <>
      <SecondFactorSection access={data} surface={surface} brand={brand} />
      <OpenSessions sessions={data.sessions} />
      <SignIns>
        <Switch
          label={t('mail.label')}
          help={t('mail.help', { email: data.email })}
          checked={mailWanted}
          onCheckedChange={(on) => setMail.mutate({ on })}
        />
      </SignIns>
      <Section title={t('lost.title')}>
        <LostPassword email={data.email} surface={surface} />
      </Section>
    </>
  );
}
