export const languages = ['it', 'en'] as const;
export type Language = (typeof languages)[number];
export const defaultLanguage: Language = 'it';

export const themes = ['system', 'light', 'dark'] as const;
export type Theme = (typeof themes)[number];

export const languageCookie = 'postino-language';
export const themeCookie = 'postino-theme';
/** 'narrow' where the person keeps the rail collapsed to icons. */
export const railCookie = 'postino-rail';

export const defaultTimeZone = 'Europe/Rome';

/** A cookie's value as a language; anything unknown is Italian. */
export function parseLanguage(value: string | undefined): Language {
  return languages.find((language) => language === value) ?? defaultLanguage;
}

/** A cookie's value as a theme; anything unknown follows the system. */
export function parseTheme(value: string | undefined): Theme {
  return themes.find((theme) => theme === value) ?? 'system';
}
