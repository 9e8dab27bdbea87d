import { describe, expect, it } from 'vitest';
import { attributeKey, freeAttributeKey } from './attribute-key.ts';
import type { AttributeShape } from './attribute-values.ts';
import { parseAttributeValue } from './attribute-values.ts';
import { detectCharset, detectDialect, detectHeader } from './detect-dialect.ts';
import { rowIds } from './import-row-id.ts';
import { rowChecker } from './import-rows.ts';
import type { ColumnTarget } from './schemas.ts';
import { sensitiveKind } from './sensitive-words.ts';
import { csvCell, unescapeCell } from './spreadsheet-cell.ts';
import { suggestMapping } from './suggest-mapping.ts';

const attributes = new Map<string, AttributeShape>([
  ['eta', { key: 'eta', label: 'Età', type: 'number', choices: [] }],
  ['citta', { key: 'citta', label: 'Città', type: 'text', choices: [] }],
]);
const mapping: ColumnTarget[] = [
  { kind: 'address' },
  { kind: 'full-name' },
  { kind: 'language' },
  { kind: 'attribute', key: 'eta' },
  { kind: 'ignore' },
];

describe('one row of a file', () => {
  const check = rowChecker(mapping, attributes);
  it('becomes a contact, tidied', () => {
    expect(check([' Anna@Example.COM ', 'Anna  Maria\nRossi', 'IT-it', '1.234,5', 'x'])).toEqual({
      row: {
        address: 'Anna@Example.COM',
        addressKey: 'anna@example.com',
        firstName: 'Anna',
        lastName: 'Maria Rossi',
        language: 'it',
        attributes: { eta: 1234.5 },
      },
    });
  });
  it('says nothing where a cell is empty', () => {
    expect(check(['a@b.it', '', ' ', '', ''])).toMatchObject({ row: { firstName: '', language: '', attributes: {} } });
  });
  it.each([
    [['a@b.it', 'Anna'], 'wrong-column-count'],
    [['a@b.it', 'Anna', 'it', '1', 'x', 'y'], 'wrong-column-count'],
    [['a@b.it', 'An\0na', 'it', '1', 'x'], 'nul-byte'],
    [['a@b.it', 'x'.repeat(1_000_000), 'it', '1', 'x'], 'cell-too-long'],
    [['a@b.it', 'x'.repeat(201), 'it', '1', 'x'], 'cell-too-long'],
    [['a@b.it', 'An\ufffda', 'it', '1', 'x'], 'broken-character'],
    [['a@b.it', 'Anna', 'klingon', '1', 'x'], 'language-unknown'],
    [['a@b.it', 'Anna', 'it', 'molti', 'x'], 'attribute-value'],
    [['a@@b.it', 'Anna', 'it', '1', 'x'], 'two-at-signs'],
    [['', 'Anna', 'it', '1', 'x'], 'empty'],
  ] as [string[], string][])('is refused whole: %#', (cells, reason) => {
    expect(check(cells)).toEqual({ reason });
  });
});

describe('an attribute’s value', () => {
  it.each([
    ['number', '1.234,5', 1234.5],
    ['number', '1,234.5', 1234.5],
    ['number', '1.234', 1234],
    ['number', '12.5', 12.5],
    ['number', '-3', -3],
    ['number', 'tre', undefined],
    ['number', '', undefined],
    ['date', '31/12/2026', '2026-12-31'],
    ['date', '1.2.2026', '2026-02-01'],
    ['date', '2026-02-30', undefined],
    ['boolean', 'Sì', true],
    ['boolean', 'FALSO', false],
    ['boolean', 'forse', undefined],
    ['choice', 'ORO', 'Oro'],
    ['choice', 'platino', undefined],
    ['text', ' ciao ', 'ciao'],
  ] as const)('%s %j is %j', (type, text, value) => {
    expect(parseAttributeValue({ type, choices: ['Oro', 'Argento'] }, text)).toBe(value);
  });
});

describe('a file is recognised', () => {
  it.each([
    ['a,b\n1,2', ','],
    ['a;b;c\n1,5;2;3\n1,6;2;3', ';'],
    ['a\tb\n1\t2', '\t'],
    ['"a,x";b\n"c,y";d', ';'],
    ['solo@uno.it\ndue@due.it', ','],
    ['a|b\n1|2', '|'],
  ])('%j by its delimiter', (text, delimiter) => {
    expect(detectDialect(text, true).delimiter).toBe(delimiter);
  });
  it.each([
    [Buffer.from('\ufeffa,b', 'utf16le'), true, 'utf-16le'],
    [Buffer.from('email;nome\na@b.it;x', 'utf16le'), true, 'utf-16le'],
    [Buffer.from('email;nome\na@b.it;x', 'utf16le').swap16(), true, 'utf-16be'],
    [Buffer.from('citt\xe0', 'latin1'), false, 'windows-1252'],
    [Buffer.from('città'), true, 'utf-8'],
    [Buffer.from('a\0b,c'), true, 'utf-8'],
  ] as const)('by its characters: %#', (sample, utf8, charset) => {
    expect(detectCharset(sample, utf8)).toBe(charset);
  });
  it('has no header when its first row holds an address', () => {
    expect(detectHeader(['anna@example.com', 'Anna'])).toBe(false);
    expect(detectHeader(['Email', 'Nome'])).toBe(true);
  });
});

describe('the suggested mapping', () => {
  const kinds = (columns: string[], rows: string[][], header = true) =>
    suggestMapping(columns, header, rows, [{ key: 'citta', label: 'Città' }]).map((target) =>
      target.kind === 'attribute' ? target.key : target.kind === 'new-attribute' ? `+${target.label}` : target.kind,
    );
  it('reads Italian and English headers', () => {
    expect(kinds(['E-mail', 'Nome', 'Cognome', 'CITTA', 'Tessera n.'], [])).toEqual([
      'address',
      'first-name',
      'last-name',
      'citta',
      '+Tessera n.',
    ]);
    expect(kinds(['First Name', 'Surname', 'Email Address'], [])).toEqual(['first-name', 'last-name', 'address']);
  });
  it('takes the column with addresses where the named one holds streets', () => {
    expect(kinds(['Indirizzo', 'Contatto'], [['Via Po 1', 'a@b.it']])).toEqual(['+Indirizzo', 'address']);
  });
  it('finds the address without a header, and ignores the rest', () => {
    expect(kinds(['1', '2'], [['Anna', 'a@b.it']], false)).toEqual(['ignore', 'address']);
  });
  it('never makes an attribute that looks sensitive', () => {
    expect(kinds(['Email', 'Partito', 'Religione'], [])).toEqual(['address', 'ignore', 'ignore']);
  });
  it('leaves out the columns that an export adds', () => {
    expect(kinds(['email', 'stato', 'gruppi', 'aggiunto'], [])).toEqual(['address', 'ignore', 'ignore', 'ignore']);
  });
});

it.each([
  ['Religione', 'belief'],
  ['Orientamento sessuale', 'sexuality'],
  ['Iscritto al sindacato', 'union'],
  ['Patologie', 'health'],
  ['Political party', 'politics'],
  ['Etnia', 'origin'],
  ['Partita IVA', null],
  ['Città', null],
  ['Build', null],
  ['Reunion', null],
] as const)('%s looks like %s', (label, kind) => {
  expect(sensitiveKind(label)).toBe(kind);
});

it('escapes formulas on the way out and takes the mark off on the way in', () => {
  for (const text of ['=1+1', '+39 055', '-x', '@sum', '\tx', '\rx']) {
    expect(csvCell(text).replaceAll('"', '').startsWith("'")).toBe(true);
    expect(unescapeCell(`'${text}`)).toBe(text);
  }
  expect(csvCell(-5)).toBe('-5');
  expect(csvCell('a "b", c')).toBe('"a ""b"", c"');
  expect(unescapeCell("'s Hertogenbosch")).toBe("'s Hertogenbosch");
});

it('gives each row of an import one id, in order, the same in every run', () => {
  const ids = rowIds('01a20083-c476-7b92-9e8a-d2f4ebf5ed4b');
  const made = [1, 2, 4095, 4096, 1_048_576, 4_294_967_295].map(ids);
  expect([...made].sort()).toEqual(made);
  expect(new Set(made).size).toBe(made.length);
  for (const id of made) expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(rowIds('01a20083-c476-7b92-9e8a-d2f4ebf5ed4b')(7)).toBe(ids(7));
});

it('makes keys that texts can name', () => {
  expect(attributeKey('Città di nascita')).toBe('citta_di_nascita');
  expect(attributeKey('2ª casa')).toBe('campo_2a_casa');
  expect(attributeKey('???')).toBe('campo');
  expect(freeAttributeKey('Città', new Set(['citta', 'citta_2']))).toBe('citta_3');
});
