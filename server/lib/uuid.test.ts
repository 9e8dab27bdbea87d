import { expect, it } from 'vitest';
import { uuid7, uuid7Floor, uuid7Time } from './uuid.ts';

const at = Date.UTC(2026, 10, 20, 9);

it('gives ids of one moment in the order in which they were asked for', () => {
  const ids = Array.from({ length: 200 }, () => uuid7(at));
  expect(ids.toSorted()).toEqual(ids);
  expect(new Set(ids).size).toBe(ids.length);
});

it('carries its moment, and lies above its floor and below the next', () => {
  for (const id of [uuid7(at), uuid7(at), uuid7(at + 1), uuid7(at)]) {
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(id > uuid7Floor(uuid7Time(id))).toBe(true);
  }
  expect(uuid7Time(uuid7(at)).getTime()).toBe(at);
  expect(uuid7(at + 1) > uuid7(at)).toBe(true);
});

it('makes none twice, however many there are of one moment', () => {
  const ids = Array.from({ length: 20_000 }, () => uuid7(at));
  expect(new Set(ids).size).toBe(ids.length);
});
