'use client';
import { LogOut } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useTransition } from 'react';
import { Button } from '#components/ui/button.tsx';

/** Ends the staff's access from within its strip. */
export function LeaveAccess({ action }: { action: () => Promise<void> }) {
  const t = useTranslations('shell');
  const [busy, start] = useTransition();
  return (
    <Button size="s" className="h-6! shrink-0" icon={<LogOut />} busy={busy} onClick={() => start(() => action())}>
      {t('signOut')}
    </Button>
  );
}
