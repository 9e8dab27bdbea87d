'use client';
import { useTranslations } from 'next-intl';
import { useCallback } from 'react';

/**
 * The sentence for an error that a call threw. The server's mapper has put a translated one into `message` (it says so by `data.kind`);
 * a fetch that failed (TypeError) means that the server was not reached; of anything else nothing is told but that it is ours.
 */
export function useErrorSentence(): (cause: unknown) => string {
  const t = useTranslations('errors');
  return useCallback(
    (cause) => {
      if (
        cause instanceof Error &&
        'data' in cause &&
        typeof cause.data === 'object' &&
        cause.data !== null &&
        'kind' in cause.data
      ) {
        return cause.message;
      }
      const reached = !(cause instanceof TypeError) && !(cause instanceof Error && cause.cause instanceof TypeError);
      return reached ? t('unexpected') : t('offline');
    },
    [t],
  );
}
