import type { formats } from './formats.ts';
import type { Language } from './languages.ts';
import type { Messages } from './namespaces.ts';

// Makes `useTranslations`' keys, languages and format names known to the compiler.
declare module 'next-intl' {
  interface AppConfig {
    Locale: Language;
    Messages: Messages;
    Formats: typeof formats;
  }
}
