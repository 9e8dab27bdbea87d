import { describe, expect, it } from 'vitest';
import { type PaletteEntry, rank } from './palette-results.ts';

const entries: PaletteEntry[] = [
  { id: '1', label: 'Mancati recapiti', group: 'Pagine' },
  { id: '2', label: 'Campagne', detail: 'Newsletter', group: 'Pagine' },
  { id: '3', label: 'Nuova campagna', group: 'Azioni' },
  { id: '4', label: 'Attività', group: 'Pagine' },
];
const ids = (query: string) => rank(entries, query).map((entry) => entry.id);

describe('the palette', () => {
  it('shows everything before anything is typed', () => expect(ids('')).toHaveLength(4));
  it('keeps groups together, in their order', () => expect(ids('camp')).toEqual(['2', '3']));
  it('puts the label that begins alike first', () => expect(ids('ca')).toEqual(['2', '1', '3']));
  it('ignores accents', () => expect(ids('attivita')).toEqual(['4']));
  it('finds by the detail too', () => expect(ids('newsl')).toEqual(['2']));
  it('finds nothing for nonsense', () => expect(ids('zzz')).toEqual([]));
});
