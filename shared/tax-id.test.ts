import { describe, expect, it } from 'vitest';
import { readTaxCode, readVatNumber } from './tax-id.ts';

describe('a VAT number', () => {
  it.each([
    ['00743110157', '00743110157'],
    ['IT 007 431 101-57', '00743110157'],
    ['it00743110157', '00743110157'],
    ['00905811006', '00905811006'],
    ['00159560366', '00159560366'],
    ['01114601006', '01114601006'],
    ['01654010345', '01654010345'],
    ['00469580013', '00469580013'],
    ['06382641006', '06382641006'],
    ['12345678903', '12345678903'],
    ['  It 0 0 1 5 9 5 6 0 3 6 6\t', '00159560366'],
    ['IT\u00a000159560366', '00159560366'],
    ['IT-001.5956.0366', '00159560366'],
    ['DE136695976', 'DE136695976'],
    ['ATU13585627', 'ATU13585627'],
  ])('%s is read as %s', (typed, normalised) => {
    expect(readVatNumber(typed)).toEqual({ valid: true, normalised });
  });

  it.each([
    ['', 'empty'],
    ['00743110158', 'checksum'],
    ['00000000000', 'checksum'],
    ['IT00159560367', 'checksum'],
    ['10159560366', 'checksum'],
    ['0074311015', 'shape'],
    ['007431101577', 'shape'],
    ['IT', 'shape'],
    ['ITIT00743110157', 'shape'],
    ['00743110157 e altro', 'shape'],
    ['RSSMRA80A01H501U', 'shape'],
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

it('a VAT number with two neighbouring digits exchanged is refused, but for 0 and 9, which the rule cannot tell apart', () => {
  const right = '06382641006';
  for (let i = 0; i < right.length - 1; i++) {
    const [a = '', b = ''] = [right[i], right[i + 1]];
    if (a === b || [a, b].sort().join('') === '09') continue;
    expect(readVatNumber(right.slice(0, i) + b + a + right.slice(i + 2)).valid, `${i}`).toBe(false);
  }
});

describe('a tax code', () => {
  it.each([
    ['RSSMRA85T10A562S', 'RSSMRA85T10A562S'],
    ['rss mra 85t10 a562s', 'RSSMRA85T10A562S'],
    ['00743110157', '00743110157'],
    // Organisations whose code is not their VAT number: those of 1977 and later begin with 8 or 9.
    ['97103880585', '97103880585'],
    ['80012000826', '80012000826'],
    ['00811720580', '00811720580'],
    [' IT 97103880585 ', '97103880585'],
    ['RSSMRA80A01H501U', 'RSSMRA80A01H501U'],
    ['mrtmtt91d08f205j', 'MRTMTT91D08F205J'],
    // Born abroad, and a woman: her day counts from 41.
    ['BNCLNE75P52Z110L', 'BNCLNE75P52Z110L'],
  ])('%s is read as %s', (typed, normalised) => {
    expect(readTaxCode(typed)).toEqual({ valid: true, normalised });
  });

  it.each([
    [' ', 'empty'],
    ['RSSMRA85T10A562T', 'checksum'],
    ['RSSMRA85T10A56', 'shape'],
    ['RSSMRA85Z10A562S', 'shape'],
    ['12345678901', 'checksum'],
    ['97103880586', 'checksum'],
    ['00000000000', 'checksum'],
    ['RSSMRA80A01H501', 'shape'],
    ['RSSMRA80A01H501UX', 'shape'],
    ['RSSMRA80A0IH501U', 'shape'],
    ['ITRSSMRA80A01H501U', 'shape'],
    ['DE136695976', 'shape'],
  ])('%j is refused: %s', (typed, reason) => {
    expect(readTaxCode(typed)).toEqual({ valid: false, reason });
  });

  it('with letters in the place of digits (omocodia) is held by its own check character', () => {
    expect(readTaxCode('RSSMRA85T10A56NH')).toEqual({ valid: true, normalised: 'RSSMRA85T10A56NH' });
    expect(readTaxCode('RSSMRA85T10A56NS')).toEqual({ valid: false, reason: 'checksum' });
  });

  // From the last digit to the first, as the Revenue Agency replaces them; check characters reckoned by its table, apart from this code.
  it.each([
    'RSSMRA80A01H50MM',
    'RSSMRA80A01H5LMX',
    'RSSMRA80A01HRLMS',
    'RSSMRA80A0MHRLMK',
    'RSSMRA80ALMHRLMV',
    'RSSMRA8LALMHRLMG',
    'RSSMRAULALMHRLMD',
  ])('%s holds, and with the original’s check character it does not', (code) => {
    expect(readTaxCode(code)).toEqual({ valid: true, normalised: code });
    expect(readTaxCode(`${code.slice(0, 15)}U`)).toEqual({ valid: false, reason: 'checksum' });
  });

  it('is refused whichever single character is mistyped for another of its kind', () => {
    const right = 'MRTMTT91D08F205J';
    for (let i = 0; i < 15; i++) {
      const kind = /\d/.test(right[i] ?? '') ? '0123456789' : 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
      for (const other of kind) {
        if (other === right[i]) continue;
        expect(readTaxCode(right.slice(0, i) + other + right.slice(i + 1)).valid, `${i} ${other}`).toBe(false);
      }
    }
  });
});
