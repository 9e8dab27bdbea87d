import { createTranslator } from 'next-intl';
import type { Language } from '#i18n/languages.ts';
import { loadMessages } from '#i18n/namespaces.ts';
import type { RequestContext } from '../trpc/procedures.ts';

/** Says errors in a language: by their reason where one is worded, else by their kind. */
export async function errorSentencesIn(locale: Language): Promise<RequestContext['sentence']> {
  const messages = await loadMessages(locale);
  const t = createTranslator({ locale, messages, namespace: 'errors' });
  return (kind, data) => {
    const values = Object.fromEntries(
      Object.entries(data).map(([key, value]) => [key, typeof value === 'number' ? value : String(value)]),
    );
    const keys = [`reasons.${String(data.reason)}`, kind, 'unexpected'];
    const key = keys.find((candidate) => t.has(candidate as 'unexpected')) ?? 'unexpected';
    return t(key as 'unexpected', values as never);
  };
}
