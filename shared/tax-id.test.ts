import { describe, expect, it } from 'vitest';
import { readTaxCode, readVatNumber } from './tax-id.ts';

describe('a VAT number', () => {
  it.each([
    ['00743110157', '00743110157'],
    ['IT 007 431 101-57', '00743110157'],
    ['it00743110157', '00743110157'],
    ['DE136695976', 'DE136695976'],
    ['ATU13585627', 'ATU13585627'],
  ])('%s is read as %s', (typed, normalised) => {
    expect(readVatNumber(typed)).toEqual({ valid: true, normalised });
  });

  it.each([
    ['', 'empty'],
    ['00743110158', 'checksum'],
    ['00000000000', 'checksum'],
    ['0074311015', 'shape'],
    ['IT0074311015X', 'shape'],
    ['=1+1', 'shape'],
    ['ITALIANI', 'shape'],
    ['٠٠٧٤٣١١٠١٥٧', 'shape'],
  ])('%j is refused: %s', (typed, reason) => {
    expect(readVatNumber(typed)).toEqual({ valid: false, reason });
  });

  it('is refused whichever single digit is mistyped', () => {
    const right = '00743110157';
    for (let i = 0; i < right.length; i++) {
      for (let digit = 0; digit < 10; digit++) {
        if (right[i] === String(digit)) continue;
        const typed = right.slice(0, i) + digit + right.slice(i + 1);
        expect(readVatNumber(typed).valid, typed).toBe(false);
      }
    }
  });
});

describe('a tax code', () => {
  it.each([
    ['RSSMRA85T10A562S', 'RSSMRA85T10A562S'],
    ['rss mra 85t10 a562s', 'RSSMRA85T10A562S'],
    ['00743110157', '00743110157'],
  ])('%s is read as %s', (typed, normalised) => {
    expect(readTaxCode(typed)).toEqual({ valid: true, normalised });
  });

  it.each([
    [' ', 'empty'],
    ['RSSMRA85T10A562T', 'checksum'],
    ['RSSMRA85T10A56', 'shape'],
    ['RSSMRA85Z10A562S', 'shape'],
    ['12345678901', 'checksum'],
  ])('%j is refused: %s', (typed, reason) => {
    expect(readTaxCode(typed)).toEqual({ valid: false, reason });
  });

  it('with letters in the place of digits (omocodia) is held by its own check character', () => {
    expect(readTaxCode('RSSMRA85T10A56NH')).toEqual({ valid: true, normalised: 'RSSMRA85T10A56NH' });
    expect(readTaxCode('RSSMRA85T10A56NS')).toEqual({ valid: false, reason: 'checksum' });
  });
});
