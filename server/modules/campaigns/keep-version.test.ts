import { describe, expect, it } from 'vitest';
import { isWorthKeeping } from './keep-version.ts';

const at = (seconds: number) => new Date(seconds * 1000);

describe('what is about to be written over', () => {
  it.each([
    ['where nothing is kept yet', { last: null, written: 0, now: 1 }, true],
    ['not in the middle of a sitting', { last: 0, written: 60, now: 61 }, false],
    ['two minutes after the last one kept', { last: 0, written: 120, now: 121 }, true],
    ['at the end of a sitting, however short', { last: 0, written: 5, now: 200 }, true],
  ])('is kept %s', (_, { last, written, now }, kept) => {
    const moment = { last: last === null ? null : at(last), written: at(written), now: at(now) };
    expect(isWorthKeeping({ ...moment, by: 'Marta', next: 'Marta' })).toBe(kept);
  });

  it('is always kept when another person comes', () => {
    expect(isWorthKeeping({ last: at(0), written: at(1), now: at(2), by: 'Marta', next: 'Paolo' })).toBe(true);
  });
});
