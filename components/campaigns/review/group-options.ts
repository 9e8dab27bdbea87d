type Group = { id: string; parentId: string | null; name: string };
export type GroupOption = { value: string; label: string; depth: number };

/** Groups as a tree for choosing: each below its parent, by name. One whose parent is missing stands at the top. */
export function groupOptions(groups: readonly Group[]): GroupOption[] {
  const known = new Set(groups.map(({ id }) => id));
  const children = new Map<string | null, Group[]>();
  for (const group of groups) {
    const parent = group.parentId !== null && known.has(group.parentId) ? group.parentId : null;
    children.set(parent, [...(children.get(parent) ?? []), group]);
  }
  const below = (parent: string | null, depth: number): GroupOption[] =>
    (children.get(parent) ?? [])
      .toSorted((a, b) => a.name.localeCompare(b.name))
      .flatMap(({ id, name }) => [{ value: id, label: name, depth }, ...below(id, depth + 1)]);
  return below(null, 0);
}
