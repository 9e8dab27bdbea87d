'use client';
import { TriangleAlert } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Button } from '#components/ui/button.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';

export default function PageError({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  const t = useTranslations('errors.page');
  return (
    <main className="grid min-h-[60dvh] place-items-center p-4">
      <EmptyState
        icon={<TriangleAlert />}
        title={t('brokenTitle')}
        headingLevel={1}
        action={
          <Button variant="primary" onClick={reset}>
            {t('retry')}
          </Button>
        }
      >
        {t('brokenBody')}
        {error.digest && (
          <span className="mt-2 block text-caption text-ink-3">
            {t('reference')}: <code className="font-mono">{error.digest}</code>
          </span>
        )}
      </EmptyState>
    </main>
  );
}
