'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useTRPC } from '#components/trpc.tsx';
import { NameDialog } from '#components/ui/name-dialog.tsx';

export function RenameDialog({ id, name, onClose }: { id: string; name: string; onClose: () => void }) {
  const t = useTranslations('campaigns.menu');
  const trpc = useTRPC();
  const client = useQueryClient();
  const rename = useMutation(trpc.campaigns.rename.mutationOptions());
  return (
    <NameDialog
      title={t('renameTitle')}
      label={t('name')}
      help={t('nameHelp')}
      submitLabel={t('save')}
      name={name}
      most={200}
      onSave={async (chosen) => {
        await rename.mutateAsync({ id, name: chosen });
        await client.invalidateQueries({ queryKey: trpc.campaigns.pathKey() });
      }}
      onClose={onClose}
    />
  );
}
