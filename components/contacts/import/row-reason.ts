'use client';
import { useTranslations } from 'next-intl';
import { rowReasons } from '#server/modules/contacts/values.ts';
import { addressReasons } from '#shared/address.ts';

const known = [...addressReasons, ...rowReasons];

/** Why a row was not taken, in a few words. */
export function useRowReason(): (reason: string) => string {
  const t = useTranslations('contacts.rowReason');
  return (reason) => {
    const one = known.find((each) => each === reason);
    return one ? t(one) : reason;
  };
}
