'use client';
import { useCallback, useEffect, useState } from 'react';

/** The hidden columns, and how to show or hide one. */
export type ColumnChoice = [ReadonlySet<string>, (column: string, shown: boolean) => void];

/** Which columns the person has hidden in a table, kept in this browser. The first paint shows the table's own choice. */
export function useColumnChoice(tableId: string, hiddenAtFirst: string[]): ColumnChoice {
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
