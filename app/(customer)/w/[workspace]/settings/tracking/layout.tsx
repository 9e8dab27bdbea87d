import type { ReactNode } from 'react';
import { Messages } from '#components/layout/messages.tsx';

export default function Layout({ children }: { children: ReactNode }) {
  return <Messages of={['portal.tracking', 'reports.consentMessage']}>{children}</Messages>;
}
