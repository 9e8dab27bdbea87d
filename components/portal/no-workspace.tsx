import { Mailbox } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { PublicShell } from '#components/layout/public-shell.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';

export function NoWorkspace({ brand, address }: { brand: string; address: string }) {
  const t = useTranslations('portal.noWorkspace');
  return (
    <PublicShell brand={brand}>
      <EmptyState icon={<Mailbox />} title={t('title')} headingLevel={1}>
        {t('body', { address })}
      </EmptyState>
    </PublicShell>
  );
}
