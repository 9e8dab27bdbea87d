'use client';
import { useTranslations } from 'next-intl';
import { fileReasons } from '#server/modules/contacts/values.ts';

const known = [...fileReasons, 'quota-exceeded', 'attribute-unknown'] as const;

/** The sentence for why a whole file was not taken: `reason` or `reason:line`, as an import keeps it. */
export function useFileReason(): (failure: string | null) => string {
  const t = useTranslations('contacts');
  return (failure) => {
    const [name = '', line] = (failure ?? '').split(':');
    const reason = known.find((one) => one === name);
    const sentence = t(`fileReason.${reason ?? 'other'}`);
    return line ? `${sentence} ${t('importing.atLine', { line })}` : sentence;
  };
}
