import { describe, expect, it } from 'vitest';
import { type Candidate, isOneTypo, likelyPairs, likelyReasons, mailboxOf } from './likely-pairs.ts';

const who = (addressKey: string, name = '', phone = ''): Candidate => {
  const [firstName = '', lastName = ''] = name.split(' ');
  return { id: addressKey, addressKey, firstName, lastName, phone };
};

describe('a mailbox', () => {
  it.each([
    ['mario.rossi+spesa@gmail.com', 'mariorossi@gmail.com'],
    ['mariorossi@googlemail.com', 'mariorossi@gmail.com'],
    ['mario.rossi+x@outlook.com', 'mario.rossi@outlook.com'],
    // Nobody knows what a provider of one's own makes of a plus.
    ['mario.rossi+x@azienda.example', 'mario.rossi+x@azienda.example'],
    ['"a@b"@gmail.com', '"a@b"@gmail.com'],
  ])('of %s is %s', (address, mailbox) => expect(mailboxOf(address)).toBe(mailbox));
});

describe('one typo', () => {
  it.each([
    ['mario@gmial.com', 'mario@gmail.com', true],
    ['mario@gmal.com', 'mario@gmail.com', true],
    ['maria@gmail.com', 'mario@gmail.com', true],
    ['mario@gmail.com', 'mario@gmail.com', false],
    ['maria@gmial.com', 'mario@gmail.com', false],
    ['ab', 'ba', true],
    ['abc', 'cba', false],
    ['', 'a', true],
  ])('between %s and %s: %s', (a, b, typo) => {
    expect(isOneTypo(a, b)).toBe(typo);
    expect(isOneTypo(b, a)).toBe(typo);
  });
});

describe('two contacts', () => {
  it.each([
    [who('m.rossi@gmail.com'), who('mrossi@gmail.com'), ['same-mailbox']],
    [who('mario@gmial.com', 'Mario Rossi'), who('mario@gmail.com', 'mario ROSSI'), ['typo']],
    // A letter apart is no sign by itself: mario and maria are two people.
    [who('mario@gmail.com'), who('maria@gmail.com'), []],
    [who('m@ditta.example', 'Mario Rossi'), who('rossi@ditta.example', 'Mario Rossi'), ['same-name']],
    [who('m@ditta.example', 'Mario Rossi'), who('m@altra.example', 'Mario Rossi'), []],
    [who('info@a.example', '', '3331234567'), who('anna@b.example', 'Anna Bo', '3331234567'), ['same-phone']],
    [who('a@a.example', 'Anna'), who('b@a.example', 'Anna'), []],
  ])('%o and %o: %j', (a, b, reasons) => expect(likelyReasons(a, b)).toEqual(reasons));

  it('are told once, the surest first', () => {
    const [a, b] = [who('m.rossi@gmail.com', 'M Rossi', '1'), who('mrossi@gmail.com', 'M Rossi', '1')];
    const c = who('altro@x.example', '', '1');
    const pairs = likelyPairs([
      [a, b],
      [a, b, c],
    ]);
    expect(pairs.map((pair) => pair.reasons)).toEqual([
      ['same-mailbox', 'same-name', 'same-phone'],
      ['same-phone'],
      ['same-phone'],
    ]);
  });
});
