import type { GroupRow } from './group-types.ts';

/** Where a group stands: under which other, and how many siblings before it. */
export type GroupPlace = { parentId: string | null; index: number };
type Node = Pick<GroupRow, 'id' | 'parentId' | 'depth'>;

const childrenOf = (rows: readonly Node[], parentId: string | null) => rows.filter((row) => row.parentId === parentId);

/** Where a group stands now. */
export function placeOf(rows: readonly Node[], id: string): GroupPlace | undefined {
  const row = rows.find((one) => one.id === id);
  if (!row) return undefined;
  const index = childrenOf(rows, row.parentId).findIndex((one) => one.id === id);
  return { parentId: row.parentId, index };
}

export type Step = 'up' | 'down' | 'in' | 'out';

/**
 * Where one step of the keyboard takes a group: among its siblings `up` and `down`, `in`to the sibling before it as its last, `out` to
 * stand behind its parent. Undefined where there is no such place.
 */
export function stepFrom(rows: readonly Node[], id: string, step: Step): GroupPlace | undefined {
  const place = placeOf(rows, id);
  if (!place) return undefined;
  const siblings = childrenOf(rows, place.parentId);
  switch (step) {
    case 'up':
      return place.index > 0 ? { ...place, index: place.index - 1 } : undefined;
    case 'down':
      return place.index < siblings.length - 1 ? { ...place, index: place.index + 1 } : undefined;
    case 'in': {
      const before = siblings[place.index - 1];
      return before ? { parentId: before.id, index: childrenOf(rows, before.id).length } : undefined;
    }
    case 'out': {
      const parent = place.parentId === null ? undefined : placeOf(rows, place.parentId);
      return parent ? { parentId: parent.parentId, index: parent.index + 1 } : undefined;
    }
  }
}

/**
 * Where a dragged group would land: on the line before row `over` (or at the end), as deep as it is pulled and the rows around that line
 * allow. The group and those below it are left out of the rows first.
 */
export function dropPlace(rows: readonly Node[], id: string, over: number, wantedDepth: number): GroupPlace {
  const rest = without(rows, id);
  const line = Math.max(0, Math.min(over, rest.length));
  const above = rest[line - 1];
  const below = rest[line];
  const depth = Math.max(below?.depth ?? 0, Math.min(wantedDepth, above ? above.depth + 1 : 0));
  let parent: Node | undefined;
  for (let at = line - 1; at >= 0 && depth > 0; at--) {
    const row = rest[at];
    if (row && row.depth === depth - 1) {
      parent = row;
      break;
    }
  }
  const parentId = parent?.id ?? null;
  const index = rest.slice(0, line).filter((row) => row.parentId === parentId).length;
  return { parentId, index };
}

/** The rows but a group and everything below it. */
export function without<Row extends Node>(rows: readonly Row[], id: string): Row[] {
  const start = rows.findIndex((row) => row.id === id);
  const top = rows[start];
  if (!top) return [...rows];
  const end = rows.findIndex((row, index) => index > start && row.depth <= top.depth);
  return [...rows.slice(0, start), ...(end < 0 ? [] : rows.slice(end))];
}
