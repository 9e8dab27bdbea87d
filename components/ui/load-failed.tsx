'use client';
import { useTranslations } from 'next-intl';
import { Button } from './button.tsx';
import { Notice } from './notice.tsx';
import { useErrorSentence } from './use-error-sentence.ts';

/** In the place of what could not be read: why, and once more. */
export function LoadFailed({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const t = useTranslations('errors.page');
  const sentence = useErrorSentence();
  return (
    <Notice tone="bad" live action={<Button onClick={onRetry}>{t('retry')}</Button>}>
      {sentence(error)}
    </Notice>
  );
}
