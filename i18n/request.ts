import { cookies } from 'next/headers';
import { getRequestConfig } from 'next-intl/server';
import { formats } from './formats.ts';
import { defaultTimeZone, languageCookie, parseLanguage } from './languages.ts';
import { loadMessages } from './namespaces.ts';

/** Language by cookie (Italian without one). The zone is Rome's until a workspace's own overrides it inside its frame. */
export default getRequestConfig(async () => {
  const locale = parseLanguage((await cookies()).get(languageCookie)?.value);
  return { locale, messages: await loadMessages(locale), timeZone: defaultTimeZone, formats, now: new Date() };
});
