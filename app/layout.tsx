import type { Metadata, Viewport } from 'next';
import { cookies, headers } from 'next/headers';
import { NextIntlClientProvider } from 'next-intl';
import { getLocale } from 'next-intl/server';
import type { ReactNode } from 'react';
import { Providers } from '#components/providers.tsx';
import { parseTheme, themeCookie } from '#i18n/languages.ts';
import { messagesOf } from '#i18n/messages-of.ts';
import '@fontsource-variable/inter';
import '@fontsource-variable/jetbrains-mono';
import './globals.css';

export const metadata: Metadata = { title: { default: 'Postino', template: '%s · Postino' } };
export const viewport: Viewport = { width: 'device-width', initialScale: 1 };

/** What every page may say in the browser; the rest comes with the segment that says it (components/layout/messages.tsx). */
const everywhere = ['ui', 'shell', 'errors'] as const;

export default async function RootLayout({ children }: { children: ReactNode }) {
  const [locale, jar, head, messages] = await Promise.all([getLocale(), cookies(), headers(), messagesOf(everywhere)]);
  const nonce = head.get('x-nonce') ?? '';
  const path = head.get('x-postino-path') ?? '/';
  const surface = path === '/admin' || path.startsWith('/admin/') ? 'console' : 'portal';
  return (
    <html
      lang={locale}
      data-theme={parseTheme(jar.get(themeCookie)?.value)}
      data-surface={surface}
      suppressHydrationWarning
    >
      <body>
        <NextIntlClientProvider messages={messages}>
          <Providers nonce={nonce} renderedAt={new Date().toISOString()}>
            {children}
          </Providers>
        </NextIntlClientProvider>
      </body>
    </html>
  );
}
