import { type Language, languageCookie, railCookie, type Theme, themeCookie } from '#i18n/languages.ts';

function keep(name: string, value: string): void {
  const secure = location.protocol === 'https:' ? '; Secure' : '';
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every supported browser
  document.cookie = `${name}=${value}; Path=/; Max-Age=31536000; SameSite=Lax${secure}`;
}

/** Takes effect at once; the server reads it at the next page. */
export function keepTheme(theme: Theme): void {
  keep(themeCookie, theme);
  document.documentElement.dataset.theme = theme;
}

/** Takes effect when the page is rendered anew. */
export function keepLanguage(language: Language): void {
  keep(languageCookie, language);
}

export function keepRail(narrow: boolean): void {
  keep(railCookie, narrow ? 'narrow' : 'wide');
}
