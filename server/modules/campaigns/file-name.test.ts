import { describe, expect, it } from 'vitest';
import { cleanFileName, contentTypeOf, distinctName, isRefusedFile } from './file-name.ts';

describe('a file’s name', () => {
  it.each([
    ['programma.pdf', 'programma.pdf'],
    ['C:\\Users\\a\\programma.pdf', 'programma.pdf'],
    ['../../etc/passwd', 'passwd'],
    ['a\r\nBcc: x.pdf', 'a Bcc_ x.pdf'],
    ['fattura\u202efdp.exe', 'fatturafdp.exe'],
    ['..', 'file'],
    ['', 'file'],
    [' .nascosto. ', 'nascosto'],
    ['Perché no?.pdf', 'Perché no_.pdf'],
  ])('%j is shown as %j', (given, name) => expect(cleanFileName(given)).toBe(name));

  it('keeps its ending when it is cut', () => {
    const name = cleanFileName(`${'è'.repeat(300)}.pdf`);
    expect(name).toHaveLength(120);
    expect(name.endsWith('è.pdf')).toBe(true);
  });

  it.each(['a.exe', 'a.pdf.JS', 'a.docm', 'fattura\u202efdp.exe', 'a.html'])('is refused: %j', (name) => {
    expect(isRefusedFile(cleanFileName(name))).toBe(true);
  });
  it.each(['a.pdf', 'exe', 'a.docx', 'a.ics'])('is let through: %j', (name) => expect(isRefusedFile(name)).toBe(false));

  it('says what the file is, or that it is bytes', () => {
    expect([contentTypeOf('A.PDF'), contentTypeOf('a.xyz'), contentTypeOf('pdf')]).toEqual([
      'application/pdf',
      'application/octet-stream',
      'application/octet-stream',
    ]);
  });

  it('gets a number where another has it', () => {
    expect(distinctName('a.pdf', ['A.pdf', 'a (2).pdf'])).toBe('a (3).pdf');
    expect(distinctName('a', ['a'])).toBe('a (2)');
  });
});
