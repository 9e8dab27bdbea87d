import { describe, expect, it } from 'vitest';
import { cutPlainText, plainTextProblem } from './plain-text.ts';

describe('a plain part in one’s own words', () => {
  it.each([
    ['', 'empty'],
    ['  \n', 'empty'],
    ['Ciao', 'no-unsubscribe'],
    ['Ciao {{ contact.firstName', 'template'],
    ['Ciao {{ contact.telefono }}', 'template'],
    ['Ciao. Basta: {{ link.unsubscribe }}', null],
  ])('of “%s” lacks %s', (source, problem) => expect(plainTextProblem(source)).toBe(problem));

  it('is cut at its web addresses, without the end of their sentences', () => {
    expect(cutPlainText('Leggi https://a.example/x?y=1. Poi (http://b.example) e basta.')).toEqual([
      { text: 'Leggi ' },
      { url: 'https://a.example/x?y=1' },
      { text: '. Poi (' },
      { url: 'http://b.example' },
      { text: ') e basta.' },
    ]);
  });

  it('keeps a variable within an address, and nothing that only looks like one', () => {
    expect(cutPlainText('https://a.example/?n={{ contact.firstName | "tu tu" }} https://')).toEqual([
      { url: 'https://a.example/?n={{ contact.firstName | "tu tu" }}' },
      { text: ' https://' },
    ]);
    expect(cutPlainText('{{ contact.firstName | "https://a.example" }}')).toHaveLength(1);
    expect(cutPlainText('https://{{ contact.firstName }}.example')).toEqual([
      { text: 'https://{{ contact.firstName }}.example' },
    ]);
  });
});
