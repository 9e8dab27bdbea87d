import { createTranslator } from 'next-intl';
import { parseLanguage } from '#i18n/languages.ts';
import { loadMessages } from '#i18n/namespaces.ts';
import { reportKinds } from './schemas.ts';

/** A kind of report as a mail's subject names it. */
export async function reportKindIn(language: string, kind: string): Promise<string> {
  const locale = parseLanguage(language);
  const t = createTranslator({ locale, messages: await loadMessages(locale), namespace: 'members.reports' });
  const known = reportKinds.find((candidate) => candidate === kind);
  return known ? t(`kinds.${known}.title`) : kind;
}
