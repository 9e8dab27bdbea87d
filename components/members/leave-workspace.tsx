'use client';
import { useMutation } from '@tanstack/react-query';
import { LogOut } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useTRPC } from '#components/trpc.tsx';
import { Button } from '#components/ui/button.tsx';
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx';

type Props = {
  workspace: { id: string; name: string };
  /** The only owner can't leave. */
  last: boolean;
};

/** The way out, for everybody. */
export function LeaveWorkspace({ workspace, last }: Props) {
  const t = useTranslations('members.people');
  const trpc = useTRPC();
  const leave = useMutation(trpc.identity.leaveWorkspace.mutationOptions());
  const { id: workspaceId, name } = workspace;
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5">
      <ConfirmDialog
        trigger={
          <Button icon={<LogOut />} disabled={last}>
            {t('leave')}
          </Button>
        }
        title={t('leaveTitle', { workspace: name })}
        confirmLabel={t('leaveConfirm', { workspace: name })}
        onConfirm={async () => {
          await leave.mutateAsync({ workspaceId });
          location.assign('/w');
        }}
      >
        {t('leaveBody')}
      </ConfirmDialog>
      {last && <p className="text-caption text-ink-3">{t('leaveLast')}</p>}
    </div>
  );
}
