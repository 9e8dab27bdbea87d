'use client';
import { KeyRound, LogOut } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useLocale, useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import { Menu, MenuItem, MenuLabel, MenuRadio, MenuSeparator } from '#components/ui/menu.tsx';
import type { Pressed } from '#components/ui/menu-later.tsx';
import { parseLanguage, parseTheme, type Theme } from '#i18n/languages.ts';
import type { ShellPerson } from './navigation.ts';
import { keepLanguage, keepTheme } from './preferences.ts';

/** The theme that <html> stands under; 'system' until the page has loaded. */
function useTheme(): [Theme, (theme: Theme) => void] {
  const [theme, setTheme] = useState<Theme>('system');
  useEffect(() => setTheme(parseTheme(document.documentElement.dataset.theme)), []);
  return [
    theme,
    (next) => {
      setTheme(next);
      keepTheme(next);
    },
  ];
}

export type PersonMenuProps = { person: ShellPerson; passwordHref?: string; onSignOut?: () => void | Promise<void> };

/** Language, theme, password, the way out. */
export function PersonMenuItems({ person, passwordHref, onSignOut, ...pressed }: PersonMenuProps & Pressed) {
  const t = useTranslations('shell');
  const router = useRouter();
  const locale = useLocale();
  const [theme, setTheme] = useTheme();
  return (
    <Menu label={t('person', { name: person.name })} {...pressed}>
      <div className="px-2 pt-1.5 pb-2">
        <p className="truncate font-medium">{person.name}</p>
        <p className="truncate text-caption text-ink-3">{person.username}</p>
      </div>
      <MenuSeparator />
      <MenuLabel>{t('language')}</MenuLabel>
      <MenuRadio
        label={t('language')}
        value={locale}
        onValueChange={(next) => {
          keepLanguage(parseLanguage(next));
          router.refresh();
        }}
        options={[
          { value: 'it', label: <span lang="it">{t('italian')}</span> },
          { value: 'en', label: <span lang="en">{t('english')}</span> },
        ]}
      />
      <MenuLabel>{t('theme')}</MenuLabel>
      <MenuRadio
        label={t('theme')}
        value={theme}
        onValueChange={(next) => setTheme(parseTheme(next))}
        options={[
          { value: 'system', label: t('themeSystem') },
          { value: 'light', label: t('themeLight') },
          { value: 'dark', label: t('themeDark') },
        ]}
      />
      {(passwordHref !== undefined || onSignOut) && <MenuSeparator />}
      {passwordHref !== undefined && (
        <MenuItem href={passwordHref} icon={<KeyRound />}>
          {t('password')}
        </MenuItem>
      )}
      {onSignOut && (
        <MenuItem icon={<LogOut />} onSelect={() => void onSignOut()}>
          {t('signOut')}
        </MenuItem>
      )}
    </Menu>
  );
}
