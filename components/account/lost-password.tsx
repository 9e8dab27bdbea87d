'use client';

import { useMutation } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useTRPC } from '#components/trpc.tsx';
import { Button } from '#components/ui/button.tsx';
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx';

type Props = { email: string; surface: 'portal' | 'console' };

/** Blocks the access of whoever presses it, at once; in the portal it is a report to the provider too (H28). */
export function LostPassword({ email, surface }: Props) {
  const t = useTranslations('account.access.lost');
  const trpc = useTRPC();
  const report = useMutation(trpc.compliance.makeReport.mutationOptions());
  const block = useMutation(trpc.identity.blockMyself.mutationOptions());
  return (
    <div className="grid justify-items-start gap-3">
      <p className="text-pretty text-table text-ink-2">{t(surface === 'portal' ? 'body' : 'bodyConsole', { email })}</p>
      <ConfirmDialog
        trigger={<Button>{t('button')}</Button>}
        title={t('confirmTitle')}
        confirmLabel={t('do')}
        onConfirm={async () => {
          if (surface === 'portal') await report.mutateAsync({ kind: 'password-lost', text: '' });
          else await block.mutateAsync();
          location.assign(surface === 'portal' ? '/login' : '/admin/login');
        }}
      >
        {t('confirm', { email })}
      </ConfirmDialog>
    </div>
  );
}
