import { randomFillSync } from 'node:crypto';

const pool = Buffer.alloc(16 * 256);
let used = pool.length;
let last = { at: -1, counter: 0 };

/**
 * UUIDv7 (RFC 9562 §5.7): 48 bits of milliseconds, 12 that count on from a random number within one (§6.2, method 1), then random bits.
 * So what a process makes one after the other in the same millisecond sorts as it was made, the first 2,048 for certain.
 */
export function uuid7(at = Date.now()): string {
  if (used >= pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  const bytes = pool.subarray(used, used + 16);
  used += 16;
  bytes.writeUIntBE(at, 0, 6);
  const counter = at === last.at ? Math.min(last.counter + 1, 0xfff) : bytes.readUInt16BE(6) & 0x7ff;
  last = { at, counter };
  bytes.writeUInt16BE(0x7000 | counter, 6);
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f);
  const hex = bytes.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/** The smallest UUIDv7 of an instant: a bound for ranges of ids by time. */
export function uuid7Floor(at: Date): string {
  const hex = at.getTime().toString(16).padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8)}-0000-0000-000000000000`;
}

/** The instant that a UUIDv7 carries. */
export function uuid7Time(id: string): Date {
  return new Date(Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16));
}
