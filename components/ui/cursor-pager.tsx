'use client';
import { useRouter, useSearchParams } from 'next/navigation';
import { withParam } from './filter-chips.tsx';
import { Pager } from './pager.tsx';

/**
 * Paging of a list whose cursor lives in the address: forwards by link, backwards as the browser goes back; from an
 * address opened by itself, to the first page.
 */
export function CursorPager({ shown, next }: { shown: number; next: string | null }) {
  const router = useRouter();
  const search = useSearchParams();
  const back = () => (window.history.length > 1 ? router.back() : router.replace(withParam(search, 'cursor', '')));
  return (
    <Pager
      shown={shown}
      previous={search.has('cursor') ? { onSelect: back } : null}
      next={next === null ? null : { href: withParam(search, 'cursor', next) }}
    />
  );
}
