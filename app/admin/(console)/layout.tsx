import { redirect } from 'next/navigation';
import type { ReactNode } from 'react';
import { ConsoleShell } from '#components/backoffice/console-shell.tsx';
import { Messages } from '#components/layout/messages.tsx';
import { brandName, consoleFrame, signOut } from '#server/request-context.ts';

async function leave() {
  'use server';
  await signOut('console');
  redirect('/admin/login?out=signed-out');
}

export default async function Layout({ children }: { children: ReactNode }) {
  const { session, role, withoutSecondFactor } = await consoleFrame();
  return (
    <Messages of={['backoffice']}>
      <ConsoleShell
        brand={await brandName()}
        role={role}
        passwordDaysLeft={session.passwordDaysLeft}
        withoutSecondFactor={withoutSecondFactor}
        person={{ name: session.name, username: session.username }}
        onSignOut={leave}
      >
        {children}
      </ConsoleShell>
    </Messages>
  );
}
