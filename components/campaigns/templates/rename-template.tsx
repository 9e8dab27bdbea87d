'use client';
import { useMutation } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useTRPC } from '#components/trpc.tsx';
import { NameDialog } from '#components/ui/name-dialog.tsx';
import type { TemplateRow } from '../campaign-types.ts';

type Props = { template: TemplateRow; onDone: () => Promise<void>; onClose: () => void };

export function RenameTemplate({ template, onDone, onClose }: Props) {
  const t = useTranslations('campaigns.templates');
  const trpc = useTRPC();
  const rename = useMutation(trpc.campaigns.renameTemplate.mutationOptions());
  return (
    <NameDialog
      title={t('renameTitle')}
      label={t('name')}
      submitLabel={t('save')}
      name={template.name}
      most={200}
      onSave={async (name) => {
        await rename.mutateAsync({ id: template.id, name });
        await onDone();
      }}
      onClose={onClose}
    />
  );
}
