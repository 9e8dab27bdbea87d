'use client';
import { useCallback, useEffect, useState } from 'react';

/** Which columns the person has hidden in a table, kept in this browser. The first paint shows the table's own choice. */
export function useColumnChoice(
  tableId: string,
  hiddenAtFirst: string[],
): [ReadonlySet<string>, (column: string, shown: boolean) => void] {
  const key = `postino-columns-${tableId}`;
  const [hidden, setHidden] = useState<ReadonlySet<string>>(() => new Set(hiddenAtFirst));

  useEffect(() => {
    const kept = localStorage.getItem(key);
    if (kept !== null) setHidden(new Set(kept.split(',').filter(Boolean)));
  }, [key]);

  const choose = useCallback(
    (column: string, shown: boolean) => {
      setHidden((before) => {
        const next = new Set(before);
        if (shown) next.delete(column);
        else next.add(column);
        localStorage.setItem(key, [...next].join(','));
        return next;
      });
    },
    [key],
  );
  return [hidden, choose];
}
