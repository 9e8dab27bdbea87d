import { describe, expect, it } from 'vitest';
import { enoughStrength, knownWords, passwordStrength } from './password-strength.ts';

const about = ['Marta Invernizzi', 'marta', 'marta@lungofiume.example', 'Associazione Lungofiume', 'Postino'];

describe('the strength of a password', () => {
  it.each([
    ['un fiume lento di pianura'],
    ['quattro gatti sul tetto'],
    ['un’altra frase abbastanza lunga'],
    ['xK9#mQ2$vL7!'],
  ])('takes %j', async (password) => {
    expect((await passwordStrength(password, about)).score).toBeGreaterThanOrEqual(enoughStrength);
  });

  it.each([
    ['password1234', 'a common one with a tail'],
    ['qwertyuiop', 'a row of keys'],
    ['aaaaaaaaaaaaaaaa', 'one letter'],
    ['Giovanni1985', 'a name and a year'],
    ['invernizzi2026', 'one’s own name'],
    ['Lungofiume1!', 'one’s own company'],
    ['Postino2026!', 'the provider'],
    ['p4ssw0rd2026', 'letters swapped for figures'],
  ])('refuses %j: %s', async (password) => {
    expect((await passwordStrength(password, about)).score).toBeLessThan(enoughStrength);
  });

  it('says what is weak by zxcvbn’s own ids', async () => {
    expect(await passwordStrength('qwertyuiop', [])).toMatchObject({
      warning: 'topHundred',
      suggestions: ['anotherWord'],
    });
    expect(await passwordStrength('Postino2026!', about)).toMatchObject({ warning: 'userInputs' });
  });

  it('judges no more than the first 64 letters, for what lies behind would cost too much to judge', async () => {
    const tail = 'vR7#kq-Lodigiana-barcaiolo-39';
    expect((await passwordStrength(tail, [])).score).toBeGreaterThanOrEqual(enoughStrength);
    expect((await passwordStrength(`${'a'.repeat(64)}${tail}`, [])).score).toBeLessThan(enoughStrength);
  });
});

it('knows the words of names and addresses, and none too short to matter', () => {
  expect(knownWords(['Anna  De Luca', 'a.deluca@posta.example', ''])).toEqual([
    'anna  de luca',
    'a.deluca@posta.example',
    'anna',
    'luca',
    'deluca',
    'posta',
    'example',
  ]);
});
