/** Italian VAT numbers and tax codes, read as people type them. Pure: browser and server use the same. */
export type TaxIdProblem = 'empty' | 'shape' | 'checksum';
export type TaxIdReading = { valid: true; normalised: string } | { valid: false; reason: TaxIdProblem };

const compact = (text: string) => text.toUpperCase().replaceAll(/[\s.-]/g, '');

/** Eleven digits whose last is Luhn's (D.M. 23-12-1976): even places doubled, the sum of all a multiple of ten. */
function digitsHold(digits: string): boolean {
  let sum = 0;
  for (let i = 0; i < digits.length; i++) {
    const digit = Number(digits[i]);
    const doubled = digit * 2;
    sum += i % 2 === 0 ? digit : doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}

/**
 * A VAT number: Italian (eleven digits, with or without `IT`; checked), or another country's as two letters and 2 to 13
 * letters or digits (VIES; taken by its shape alone). Normalised: Italian without prefix, others with theirs.
 */
export function readVatNumber(text: string): TaxIdReading {
  const typed = compact(text);
  if (typed === '') return { valid: false, reason: 'empty' };
  const digits = typed.replace(/^IT/, '');
  if (/^\d{11}$/.test(digits)) {
    const held = digitsHold(digits) && digits !== '00000000000';
    return held ? { valid: true, normalised: digits } : { valid: false, reason: 'checksum' };
  }
  if (typed.startsWith('IT') || !/^[A-Z]{2}(?=[A-Z]*\d)[A-Z0-9]{2,13}$/.test(typed)) {
    return { valid: false, reason: 'shape' };
  }
  return { valid: true, normalised: typed };
}

// Values of the characters in odd places (1st, 3rd …) of a person's tax code; 0–9 stand like A–J.
const ODD = [1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23];
// Digits may be replaced by letters where two people would share a code (omocodia).
const D = '[0-9LMNP-V]';
const PERSON = new RegExp(`^[A-Z]{6}${D}{2}[ABCDEHLMPRST]${D}{2}[A-Z]${D}{3}[A-Z]$`);

function personHolds(code: string): boolean {
  let sum = 0;
  for (let i = 0; i < 15; i++) {
    const at = code.charCodeAt(i);
    const value = at < 65 ? at - 48 : at - 65;
    sum += i % 2 === 0 ? (ODD[value] ?? 0) : value;
  }
  return code.charCodeAt(15) === 65 + (sum % 26);
}

/** A tax code (codice fiscale): a person's sixteen characters, or an organisation's eleven digits. Checked. */
export function readTaxCode(text: string): TaxIdReading {
  const typed = compact(text);
  if (typed === '') return { valid: false, reason: 'empty' };
  // Organisations copy it from where it stands as a VAT number, with the country before it.
  const digits = typed.replace(/^IT(?=\d)/, '');
  if (/^\d{11}$/.test(digits)) {
    const held = digitsHold(digits) && digits !== '00000000000';
    return held ? { valid: true, normalised: digits } : { valid: false, reason: 'checksum' };
  }
  if (!PERSON.test(typed)) return { valid: false, reason: 'shape' };
  return personHolds(typed) ? { valid: true, normalised: typed } : { valid: false, reason: 'checksum' };
}
