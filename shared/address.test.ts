import { describe, expect, it } from 'vitest';
import { type AddressReason, checkAddress, domainOf } from './address.ts';

const long = (length: number, letter = 'a') => letter.repeat(length);

/** Titles that stay short where the text is a megabyte. */
const titled = <T>(rows: [typed: string, expected: T][]) =>
  rows.map(([typed, expected]) => [JSON.stringify(typed).slice(0, 60), typed, expected] as const);

describe('an address that mail can be sent to', () => {
  it.each(
    titled<string>([
      ['anna@example.com', 'anna@example.com'],
      ['  anna@example.com\t', 'anna@example.com'],
      ['Anna.Rossi@Example.COM', 'anna.rossi@example.com'],
      ['anna+spese@example.com', 'anna+spese@example.com'],
      ["o'brien@example.com", "o'brien@example.com"],
      ["!#$%&'*+-/=?^_`{}|~@example.org", "!#$%&'*+-/=?^_`{}|~@example.org"],
      ['+39055@example.it', '+39055@example.it'],
      ['a@b.co', 'a@b.co'],
      ['1@1.it', '1@1.it'],
      ['x@a-b.example', 'x@a-b.example'],
      ['x@sub.sub.sub.example', 'x@sub.sub.sub.example'],
      ['x@mail.test', 'x@mail.test'],
      ['x@mail.invalid', 'x@mail.invalid'],
      ['x@mail.local', 'x@mail.local'],
      ['"anna rossi"@example.com', '"anna rossi"@example.com'],
      ['"a@b"@example.com', '"a@b"@example.com'],
      ['"a\\"b"@example.com', '"a\\"b"@example.com'],
      ['"a..b"@example.com', '"a..b"@example.com'],
      ['info@città.it', 'info@xn--citt-3na.it'],
      ['info@CITTÀ.it', 'info@xn--citt-3na.it'],
      ['info@citta\u0300.it', 'info@xn--citt-3na.it'],
      ['info@xn--citt-3na.it', 'info@xn--citt-3na.it'],
      ['info@XN--CITT-3NA.IT', 'info@xn--citt-3na.it'],
      ['用户@例子.广告', '用户@xn--fsqu00a.xn--4rr70v'],
      ['josé@example.com', 'josé@example.com'],
      ['JOSÉ@example.com', 'josé@example.com'],
      ['jose\u0301@example.com', 'josé@example.com'],
      ['δοκιμή@παράδειγμα.δοκιμή', 'δοκιμή@xn--hxajbheg2az3al.xn--jxalpdlp'],
      [`${long(64)}@example.com`, `${long(64)}@example.com`],
      [`x@${long(63)}.it`, `x@${long(63)}.it`],
      [
        `x@${[63, 63, 63, 57].map((n) => long(n)).join('.')}.it`,
        `x@${[63, 63, 63, 57].map((n) => long(n)).join('.')}.it`,
      ],
    ]),
  )('%s is one', (_, typed, normalised) => {
    expect(checkAddress(typed)).toEqual({ valid: true, address: typed.trim(), normalised });
  });
});

describe('what is no address says why', () => {
  it.each(
    titled<AddressReason>([
      ['', 'empty'],
      [' \t\r\n\u00a0', 'empty'],
      ['anna', 'missing-at'],
      ['anna.example.com', 'missing-at'],
      ['@example.com', 'missing-local'],
      ['anna@', 'missing-domain'],
      ['@', 'missing-local'],
      ['a@b@example.com', 'two-at-signs'],
      ['a@@example.com', 'two-at-signs'],
      ['a@example.com,b@example.com', 'two-at-signs'],
      ['"a@b"c@d@example.com', 'two-at-signs'],
      ['.anna@example.com', 'local-invalid'],
      ['anna.@example.com', 'local-invalid'],
      ['an..na@example.com', 'local-invalid'],
      ['anna rossi@example.com', 'local-invalid'],
      ['anna\u00a0rossi@example.com', 'local-invalid'],
      ['(nota)anna@example.com', 'local-invalid'],
      ['anna,rossi@example.com', 'local-invalid'],
      ['a;b@example.com', 'local-invalid'],
      ['a"b@example.com', 'local-invalid'],
      ['"a"b@example.com', 'local-invalid'],
      ['"a@example.com', 'local-invalid'],
      ['a\\b@example.com', 'local-invalid'],
      ['mailto:anna@example.com', 'local-invalid'],
      ['anna@example..com', 'domain-invalid'],
      ['anna@.example.com', 'domain-invalid'],
      ['anna@example.com.', 'domain-invalid'],
      ['anna@-example.com', 'domain-invalid'],
      ['anna@example-.com', 'domain-invalid'],
      ['anna@exa_mple.com', 'domain-invalid'],
      ['anna@exa mple.com', 'domain-invalid'],
      ['anna@example.com:25', 'domain-invalid'],
      ['anna@example.com/x', 'domain-invalid'],
      ['anna@città.it/x', 'domain-invalid'],
      ['anna@città%2eit', 'domain-invalid'],
      ['anna@192.0.2.1', 'domain-invalid'],
      ['anna@example.123', 'domain-invalid'],
      [`x@${long(64)}.it`, 'domain-invalid'],
      ['anna@localhost', 'domain-without-dot'],
      ['anna@[192.0.2.1]', 'ip-literal'],
      ['anna@[IPv6:2001:db8::1]', 'ip-literal'],
      [`${long(65)}@example.com`, 'too-long'],
      [`${long(33, 'é')}@example.com`, 'too-long'],
      [`x@${[63, 63, 63, 63].map((n) => long(n)).join('.')}.it`, 'too-long'],
      [`${long(64)}@${[63, 63, 60].map((n) => long(n)).join('.')}.it`, 'too-long'],
      [long(1_000_000), 'too-long'],
      [`anna@${long(1_000_000)}.it`, 'too-long'],
      ['an\0na@example.com', 'control-character'],
      ['anna@example.com\r\nBcc: b@example.com', 'control-character'],
      ['anna\t@example.com', 'control-character'],
      ['anna\u200b@example.com', 'control-character'],
      ['\u202eanna@example.com', 'control-character'],
      ['an\u00adna@example.com', 'control-character'],
      ['anna\ufffd@example.com', 'broken-character'],
      ['anna\ud800@example.com', 'broken-character'],
      ['=1+1', 'not-an-address'],
      ['=HYPERLINK("http://evil.example","a@b.it")', 'not-an-address'],
      ['=anna@example.com', 'not-an-address'],
      ['@SUM(1+1)', 'missing-local'],
      ['-2+3', 'not-an-address'],
      ['Anna Rossi <anna@example.com>', 'not-an-address'],
      ['<anna@example.com>', 'not-an-address'],
    ]),
  )('%s', (_, typed, reason) => {
    expect(checkAddress(typed)).toEqual({ valid: false, reason });
  });
});

it('answers every code unit without throwing', () => {
  for (let unit = 0; unit < 0x10000; unit++) {
    const letter = String.fromCharCode(unit);
    checkAddress(`a${letter}b@example.com`);
    checkAddress(`a@b${letter}c.com`);
  }
});

it('gives a key that is its own key', () => {
  for (const typed of ['Anna@Example.COM', 'JOSÉ@CITTÀ.it', '"A B"@x.it', '用户@例子.广告']) {
    const first = checkAddress(typed);
    if (!first.valid) throw new Error(typed);
    expect(checkAddress(first.normalised)).toMatchObject({ normalised: first.normalised });
    expect(domainOf(first.normalised)).not.toContain('@');
  }
});
