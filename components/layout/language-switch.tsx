'use client';
import clsx from 'clsx';
import { useRouter } from 'next/navigation';
import { useLocale, useTranslations } from 'next-intl';
import { type Language, languages } from '#i18n/languages.ts';
import { keepLanguage } from './preferences.ts';

/** The languages side by side, each in its own words. */
export function LanguageSwitch() {
  const t = useTranslations('shell');
  const router = useRouter();
  const locale = useLocale();
  const names: Record<Language, string> = { it: t('italian'), en: t('english') };
  return (
    <fieldset className="flex gap-1">
      <legend className="sr-only">{t('language')}</legend>
      {languages.map((language) => (
        <button
          key={language}
          type="button"
          lang={language}
          aria-pressed={language === locale}
          onClick={() => {
            keepLanguage(language);
            router.refresh();
          }}
          className={clsx(
            'h-7 rounded-in px-2 text-table',
            language === locale ? 'bg-hover font-medium text-ink' : 'text-ink-2 hover:text-ink',
          )}
        >
          {names[language]}
        </button>
      ))}
    </fieldset>
  );
}
