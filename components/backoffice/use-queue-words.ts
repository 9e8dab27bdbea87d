'use client';
import { useTranslations } from 'next-intl';

/** What a queue does, in words; its technical name where it is older or newer than this page's words. */
export function useQueueWords(): (queue: string) => string {
  const t = useTranslations('backoffice.jobs.names');
  return (queue) => {
    const key = queue as Parameters<typeof t>[0];
    return t.has(key) ? t(key) : queue;
  };
}
