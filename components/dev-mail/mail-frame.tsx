import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { LanguageSwitch } from '#components/layout/language-switch.tsx';
import { Avatar } from '#components/ui/avatar.tsx';

/** The frame of the viewer: no session, no workspace, so no shell. */
export function MailFrame({ brand, children }: { brand: string; children: ReactNode }) {
  const t = useTranslations('dev-mail');
  return (
    <div className="flex min-h-dvh flex-col">
      <header className="flex h-bar items-center justify-between gap-4 border-line border-b bg-panel px-4 sm:px-6">
        <span className="flex min-w-0 items-center gap-2.5">
          <Avatar name={brand} shape="square" size="s" />
          <span className="truncate font-semibold">{brand}</span>
          <span className="truncate text-ink-3 max-sm:hidden">{t('title')}</span>
        </span>
        <LanguageSwitch />
      </header>
      <main className="mx-auto grid w-full max-w-[1000px] grid-cols-1 content-start gap-4 px-4 py-6 sm:px-6">
        {children}
      </main>
    </div>
  );
}
