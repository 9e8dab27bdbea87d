'use client';
import clsx from 'clsx';
import Link from 'next/link';
import { usePathname, useSearchParams } from 'next/navigation';
import { useEffect, useRef } from 'react';
import { useNumbers } from './number.tsx';
import { currentTab } from './tab-choice.ts';

type Props = {
  label: string;
  items: { href: string; label: string; count?: number }[];
  /** The current one's href, where the address alone does not tell. */
  current?: string;
};

/** The parts of one thing, each with its own address: links, drawn as the drawings' pills. */
export function Tabs({ label, items, current }: Props) {
  const pathname = usePathname();
  const search = useSearchParams();
  const { whole } = useNumbers();
  const chosen =
    current ??
    currentTab(
      items.map((item) => item.href),
      pathname,
      search,
    );
  const nav = useRef<HTMLElement>(null);
  // On a phone the current one may stand beyond the edge. The strip alone is scrolled: `scrollIntoView` would move the page with it.
  useEffect(() => {
    const strip = nav.current;
    const tab = chosen ? strip?.querySelector('[aria-current]') : null;
    if (!strip || !tab) return;
    const [outer, inner] = [strip.getBoundingClientRect(), tab.getBoundingClientRect()];
    strip.scrollLeft += inner.left + inner.width / 2 - (outer.left + outer.width / 2);
  }, [chosen]);
  return (
    <nav ref={nav} aria-label={label} className="scroll-sideways -mx-4 -my-1 px-4 py-1 sm:-mx-1 sm:px-1">
      <ul className="flex gap-1.5">
        {items.map((item) => (
          <li key={item.href}>
            <Link
              href={item.href}
              aria-current={item.href === chosen ? 'page' : undefined}
              className={pillClass(item.href === chosen)}
            >
              {item.label}
              {item.count !== undefined && <span className="tabular-nums">{whole(item.count)}</span>}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** The look of tabs and filter chips. */
export function pillClass(chosen: boolean): string {
  return clsx(
    'inline-flex h-7 items-center gap-1.5 whitespace-nowrap rounded-full! border px-3 text-table transition-colors duration-100',
    chosen
      ? 'border-transparent bg-accent-wash font-semibold text-accent'
      : 'border-line bg-panel text-ink-2 hover:border-line-strong hover:text-ink',
  );
}
