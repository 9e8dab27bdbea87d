import { describe, expect, it } from 'vitest';
import { filterTree } from './tree-options.ts';

const options = [
  { value: 'soci', label: 'Soci', depth: 0 },
  { value: 'onorari', label: 'Onorari', depth: 1 },
  { value: 'citta', label: 'Città di Cormano', depth: 1 },
  { value: 'stampa', label: 'Stampa', depth: 0 },
  { value: 'radio', label: 'Radio locali', depth: 1 },
];
const values = (query: string) => filterTree(options, query).map((option) => option.value);

describe('filtering a tree of options', () => {
  it('keeps everything for an empty query', () => expect(values('  ')).toHaveLength(5));
  it('keeps the ancestors of what it finds', () => expect(values('radio')).toEqual(['stampa', 'radio']));
  it('ignores accents and case', () => expect(values('CITTA')).toEqual(['soci', 'citta']));
  it('wants every word', () => expect(values('cormano radio')).toEqual([]));
  it('does not keep the children of what it finds', () => expect(values('soci')).toEqual(['soci']));
});
