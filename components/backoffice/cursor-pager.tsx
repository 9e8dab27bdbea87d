'use client';
import { useRouter, useSearchParams } from 'next/navigation';
import { withParam } from '#components/ui/filter-chips.tsx';
import { Pager } from '#components/ui/pager.tsx';

/** Paging of a list whose cursor lives in the address: forwards by link, backwards as the browser goes back. */
export function CursorPager({ shown, next }: { shown: number; next: string | null }) {
  const router = useRouter();
  const search = useSearchParams();
  return (
    <Pager
      shown={shown}
      previous={search.has('cursor') ? { onSelect: () => router.back() } : null}
      next={next === null ? null : { href: withParam(search, 'cursor', next) }}
    />
  );
}
