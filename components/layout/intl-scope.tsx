'use client';
import { type Messages, NextIntlClientProvider, useLocale, useMessages } from 'next-intl';
import { type ReactNode, useMemo } from 'react';
import type { Branch } from '#i18n/pick-messages.ts';

const isBranch = (value: Branch[string] | undefined): value is Branch =>
  typeof value === 'object' && !Array.isArray(value);

/** Both trees in one; where both name an end, the inner one's. */
function merged(outer: Branch, inner: Branch): Branch {
  const all = { ...outer };
  for (const [key, value] of Object.entries(inner)) {
    const before = all[key];
    all[key] = isBranch(before) && isBranch(value) ? merged(before, value) : value;
  }
  return all;
}

type Props = { messages?: Branch; timeZone?: string; children: ReactNode };

/** Adds messages to those of the frames around it, or sets the zone in which its pages tell times. */
export function IntlScope({ messages, timeZone, children }: Props) {
  const locale = useLocale();
  const outer = useMessages();
  const all = useMemo(() => (messages ? (merged(outer, messages) as Messages) : outer), [outer, messages]);
  return (
    <NextIntlClientProvider locale={locale} messages={all} {...(timeZone ? { timeZone } : {})}>
      {children}
    </NextIntlClientProvider>
  );
}
