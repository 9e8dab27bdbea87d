import { createHash } from 'node:crypto';
import { uuid7Time } from '#server/lib/uuid.ts';

/**
 * Makes the ids of an import's contacts: UUIDv7s of the import's own time that grow with the row's number (32 bits) and
 * carry 40 bits of the import's id. The same row of the same import has the same id in every run of it, which is how a
 * run that starts over knows its own contacts; and ids that grow keep the index's inserts at its right edge.
 */
export function rowIds(importId: string): (row: number) => string {
  const time = uuid7Time(importId).getTime().toString(16).padStart(12, '0');
  const mark = createHash('sha256').update(importId).digest('hex').slice(0, 10);
  const head = `${time.slice(0, 8)}-${time.slice(8)}-7`;
  return (row) => {
    const number = (row >>> 0).toString(16).padStart(8, '0');
    return `${head}${number.slice(0, 3)}-8${number.slice(3, 6)}-${number.slice(6)}${mark}`;
  };
}
