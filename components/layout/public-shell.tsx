import clsx from 'clsx';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { Avatar } from '#components/ui/avatar.tsx';
import { LanguageSwitch } from './language-switch.tsx';

/** `document`: answered outside the router, so neither fetched ahead nor followed by it: a fetched answer it can't use would stay open. */
export type PublicLink = { href: string; label: string; document?: true };

type Props = {
  /** The provider's name, from its settings. */
  brand: string;
  /** Beside the language; on a phone only the last one has room. */
  links?: { href: string; label: string }[];
  legal?: PublicLink[];
  /** `form`: one narrow card; `page`: a column of reading; `wide`: with pictures and tables. */
  width?: 'form' | 'page' | 'wide';
  children: ReactNode;
};

/** The frame of pages before signing in: login, activation, legal texts. */
export function PublicShell({ brand, links = [], legal = [], width = 'form', children }: Props) {
  return (
    <div className="flex min-h-dvh flex-col">
      <header className="flex h-bar items-center justify-between gap-4 px-4 sm:px-6">
        <Link href="/" className="flex min-w-0 items-center gap-2.5">
          <Avatar name={brand} shape="square" size="s" />
          <span className="truncate font-semibold">{brand}</span>
        </Link>
        <div className="flex shrink-0 items-center gap-4">
          {links.map((item) => (
            <Link
              key={item.href}
              href={item.href}
              className="text-table text-ink-2 hover:text-ink hover:underline max-sm:not-[:nth-last-child(2)]:hidden"
            >
              {item.label}
            </Link>
          ))}
          <LanguageSwitch />
        </div>
      </header>
      <main
        className={clsx(
          'mx-auto w-full flex-1 px-4 py-8 sm:py-14',
          { form: 'max-w-[432px]', page: 'max-w-[752px]', wide: 'max-w-[1080px]' }[width],
        )}
      >
        {children}
      </main>
      {legal.length > 0 && (
        <footer className="px-4 py-5 sm:px-6">
          <ul className="flex flex-wrap justify-center gap-x-5 gap-y-1 text-caption text-ink-3">
            {legal.map(({ href, label, document }) => (
              <li key={href}>
                {document ? (
                  <a href={href} className="hover:text-ink hover:underline">
                    {label}
                  </a>
                ) : (
                  <Link href={href} className="hover:text-ink hover:underline">
                    {label}
                  </Link>
                )}
              </li>
            ))}
          </ul>
        </footer>
      )}
    </div>
  );
}
