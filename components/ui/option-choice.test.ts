import { describe, expect, it } from 'vitest';
import { chosenOptions, closedName, optionForKey, toggleValue } from './option-choice.ts';

const options = [
  { value: 'soci', label: 'Soci' },
  { value: 'onorari', label: 'Onorari', depth: 1 },
  { value: 'stampa', label: 'Stampa' },
];

describe('choosing among options', () => {
  it('names what is chosen in the order of the options', () =>
    expect(chosenOptions(options, ['stampa', 'soci']).map(({ label }) => label)).toEqual(['Soci', 'Stampa']));

  it('leaves out a value that no option has any longer', () => expect(chosenOptions(options, ['sciolto'])).toEqual([]));

  it('adds what was not chosen and removes what was', () => {
    expect(toggleValue(['soci'], 'stampa')).toEqual(['soci', 'stampa']);
    expect(toggleValue(['soci', 'stampa'], 'soci')).toEqual(['stampa']);
  });
});

describe('the name of the closed control', () => {
  const outside = { name: 'Gruppi', labelId: undefined, controlId: undefined };

  it('is the label of its field with its own text', () =>
    expect(closedName({ name: 'Gruppi', chosen: 'Soci', labelId: 'l', controlId: 'c' })).toEqual({
      'aria-labelledby': 'l c',
    }));

  it('outside a field says what is chosen', () =>
    expect(closedName({ ...outside, chosen: 'Soci' })).toEqual({ 'aria-label': 'Gruppi: Soci' }));

  it('outside a field, with nothing chosen, is the name alone', () =>
    expect(closedName({ ...outside, chosen: undefined })).toEqual({ 'aria-label': 'Gruppi' }));
});

describe('moving by keys', () => {
  it.each([
    ['ArrowDown', 0, 1],
    ['ArrowUp', 2, 1],
    ['PageDown', 1, 9],
    ['PageUp', 4, 0],
    ['ArrowUp', 0, 0],
    ['ArrowDown', 19, 19],
  ])('%s from %i goes to %i of 20', (key, from, to) => expect(optionForKey(key, from, 20)).toBe(to));

  it('stays at the first place of an empty list', () => expect(optionForKey('ArrowDown', -1, 0)).toBe(0));

  it('leaves other keys alone', () => expect(optionForKey('a', 0, 20)).toBeUndefined());
});
