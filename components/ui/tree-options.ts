export type TreeOption = {
  value: string;
  label: string /** 0 for a root; children follow their parent. */;
  depth?: number /** A count, at the right. */;
  hint?: string;
};

function plain(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLocaleLowerCase();
}

/** The options that hold every word of the query (accents and case aside), each with its ancestors, in their order. */
export function filterTree(options: TreeOption[], query: string): TreeOption[] {
  const words = plain(query).split(/\s+/u).filter(Boolean);
  if (words.length === 0) return options;
  const kept = new Set<number>();
  const path: number[] = [];
  options.forEach((option, index) => {
    const depth = option.depth ?? 0;
    path.length = Math.min(path.length, depth);
    path[depth] = index;
    const label = plain(option.label);
    if (words.every((word) => label.includes(word))) for (const step of path) if (step !== undefined) kept.add(step);
  });
  return options.filter((_, index) => kept.has(index));
}
