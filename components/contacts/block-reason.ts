'use client';
import { useTranslations } from 'next-intl';

const LIST = 'suppression-list';

/** Why an address is blocked: what a member wrote, or in words where the block remembers something else. */
export function useBlockReason(): (reason: string) => string {
  const t = useTranslations('contacts.why');
  return (reason) => {
    if (reason === 'unsubscribed-before-erasure') return t('unsubscribed');
    if (reason !== LIST && !reason.startsWith(`${LIST}: `)) return reason;
    return [t('suppression-list'), reason.slice(LIST.length + 2)].filter(Boolean).join(' ');
  };
}
