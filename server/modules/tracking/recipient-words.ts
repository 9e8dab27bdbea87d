import english from '#i18n/messages/en/recipient.json' with { type: 'json' };
import italian from '#i18n/messages/it/recipient.json' with { type: 'json' };

export type PageLanguage = 'it' | 'en';
export type RecipientWord = keyof typeof italian;

const texts: Record<PageLanguage, Record<RecipientWord, string>> = { it: italian, en: english };

/**
 * A sentence of the pages and messages that recipients see, with `{names}` filled in. They are plain texts without plurals, so
 * that the hot endpoints need no translator.
 */
export function recipientWord(language: PageLanguage, key: RecipientWord, values: Record<string, string> = {}): string {
  return texts[language][key].replaceAll(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
}
