import type { Metadata, Viewport } from 'next';
import { cookies, headers } from 'next/headers';
import { NextIntlClientProvider } from 'next-intl';
import { getLocale } from 'next-intl/server';
import type { ReactNode } from 'react';
import { Providers } from '#components/providers.tsx';
import { parseTheme, themeCookie } from '#i18n/languages.ts';
import '@fontsource-variable/inter';
import '@fontsource-variable/jetbrains-mono';
import './globals.css';

export const metadata: Metadata = { title: { default: 'Postino', template: '%s · Postino' } };
export const viewport: Viewport = { width: 'device-width', initialScale: 1 };

export default async function RootLayout({ children }: { children: ReactNode }) {
  const [locale, jar, head] = await Promise.all([getLocale(), cookies(), headers()]);
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
        <NextIntlClientProvider>
          <Providers nonce={nonce} renderedAt={new Date().toISOString()}>
            {children}
          </Providers>
        </NextIntlClientProvider>
      </body>
    </html>
  );
}
