import { FileQuestion } from 'lucide-react';
import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { Button } from '#components/ui/button.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';

export default async function NotFound() {
  const t = await getTranslations('errors.page');
  return (
    <main className="grid min-h-dvh place-items-center p-4">
      <EmptyState
        icon={<FileQuestion />}
        title={t('notFoundTitle')}
        headingLevel={1}
        action={
          <Button asChild>
            <Link href="/">{t('home')}</Link>
          </Button>
        }
      >
        {t('notFoundBody')}
      </EmptyState>
    </main>
  );
}
