'use client';
import { Pencil } from 'lucide-react';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { Button } from '#components/ui/button.tsx';
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx';

/** To the editor; from a campaign in review not without being told what a change does. */
export function EditButton({ href, reviewed }: { href: string; reviewed: boolean }) {
  const t = useTranslations('campaigns.review');
  const router = useRouter();
  if (!reviewed)
    return (
      <Button icon={<Pencil />} asChild>
        <Link href={href}>{t('edit')}</Link>
      </Button>
    );
  return (
    <ConfirmDialog
      tone="primary"
      trigger={<Button icon={<Pencil />}>{t('edit')}</Button>}
      title={t('editAnyway.title')}
      confirmLabel={t('editAnyway.confirm')}
      onConfirm={() => router.push(href)}
    >
      {t('editAnyway.body')}
    </ConfirmDialog>
  );
}
