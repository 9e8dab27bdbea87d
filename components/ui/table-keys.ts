/** Which row the focus goes to, for a key pressed on row `index` of `count`; undefined when the key is not about moving. */
export function rowForKey(key: string, index: number, count: number): number | undefined {
  switch (key) {
    case 'ArrowDown':
    case 'j':
      return Math.min(index + 1, count - 1);
    case 'ArrowUp':
    case 'k':
      return Math.max(index - 1, 0);
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return undefined;
  }
}

/** The selection after one row is toggled; with `from` the rows between take the same state. Returns a new set. */
export function toggleRange(
  selected: ReadonlySet<string>,
  keys: string[],
  index: number,
  from: number | undefined,
): Set<string> {
  const next = new Set(selected);
  const pivot = keys[index];
  if (pivot === undefined) return next;
  const add = !selected.has(pivot);
  const [low, high] = from === undefined ? [index, index] : [Math.min(from, index), Math.max(from, index)];
  for (const key of keys.slice(low, high + 1)) {
    if (add) next.add(key);
    else next.delete(key);
  }
  return next;
}

/** The sort after a header is pressed: ascending first, then the other way. */
export function nextSort(current: Sort | undefined, column: string): Sort {
  if (current?.by === column) return { by: column, direction: current.direction === 'asc' ? 'desc' : 'asc' };
  return { by: column, direction: 'asc' };
}

export type Sort = { by: string; direction: 'asc' | 'desc' };
