'use client';
import { Search } from 'lucide-react';
import { usePathname, useRouter, useSearchParams } from 'next/navigation';
import { type ReactNode, useCallback, useEffect, useState } from 'react';
import { useNumbers } from './number.tsx';
import { pillClass } from './tabs.tsx';

/** The address with one parameter set (or dropped, for ''), and without the cursor, which belonged to the list before. */
export function withParam(search: URLSearchParams, name: string, value: string): string {
  const next = new URLSearchParams(search);
  if (value === '') next.delete(name);
  else next.set(name, value);
  if (name !== 'cursor') next.delete('cursor');
  const text = next.toString();
  return text === '' ? '?' : `?${text}`;
}

/** One parameter of the address, and how to change it: lists are found again, shared and gone back to. */
export function useUrlParam(name: string): [string, (value: string) => void] {
  const router = useRouter();
  const pathname = usePathname();
  const search = useSearchParams();
  const value = search.get(name) ?? '';
  const set = useCallback(
    (next: string) => router.replace(pathname + withParam(search, name, next), { scroll: false }),
    [router, pathname, search, name],
  );
  return [value, set];
}

/** Something that the address opens (`?new=1`) and closing it takes out again: so that one can lead straight to it. */
export function useUrlFlag(name: string): [boolean, (on: boolean) => void] {
  const [value, set] = useUrlParam(name);
  return [value === '1', (on) => set(on ? '1' : '')];
}

/** Filters in one row; on phones it scrolls sideways. Elsewhere chips go on to a second line. */
export function FilterBar({ children }: { children: ReactNode }) {
  return (
    <div className="scroll-sideways -mx-4 flex items-center gap-1.5 px-4 py-1 max-sm:-my-1 sm:-mx-1 sm:flex-wrap sm:px-1 max-sm:[&>fieldset]:shrink-0 max-sm:[&>fieldset]:flex-nowrap">
      {children}
    </div>
  );
}

export type FilterOption = { value: string; label: string; count?: number };

/** The few values of one filter, side by side; choosing one leaves the others. */
export function FilterChips({
  param,
  options,
  allLabel,
  label,
}: {
  param: string;
  options: FilterOption[];
  allLabel: string;
  label: string;
}) {
  const [value, set] = useUrlParam(param);
  const { whole } = useNumbers();
  return (
    <fieldset className="flex flex-wrap gap-1.5">
      <legend className="sr-only">{label}</legend>
      {[{ value: '', label: allLabel }, ...options].map((option: FilterOption) => (
        <button
          key={option.value}
          type="button"
          aria-pressed={option.value === value}
          onClick={() => set(option.value)}
          className={pillClass(option.value === value)}
        >
          {option.label}
          {option.count !== undefined && <span className="tabular-nums">{whole(option.count)}</span>}
        </button>
      ))}
    </fieldset>
  );
}

/** Text that filters as it is typed, a quarter of a second after the last key. */
export function FilterSearch({ param = 'q', placeholder }: { param?: string; placeholder: string }) {
  const [value, set] = useUrlParam(param);
  const [text, setText] = useState(value);
  useEffect(() => setText(value), [value]);
  useEffect(() => {
    if (text === value) return;
    const timer = setTimeout(() => set(text), 250);
    return () => clearTimeout(timer);
  }, [text, value, set]);
  return (
    <span className="relative shrink-0">
      <Search aria-hidden className="pointer-events-none absolute top-1.5 left-2.5 text-ink-3" />
      <input
        type="search"
        value={text}
        aria-label={placeholder}
        placeholder={placeholder}
        onChange={(event) => setText(event.target.value)}
        className="h-7 w-58 rounded-full! border border-line bg-panel pr-2 pl-8 text-table hover:border-line-strong"
      />
    </span>
  );
}
