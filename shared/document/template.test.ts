import { describe, expect, it } from 'vitest';
import { readUrl } from './safe-url.ts';
import { formatTemplate, parseTemplate, type TemplateIssue, type TemplatePart } from './template.ts';

const first = (fallback: string): TemplatePart => ({ name: 'contact.firstName', fallback });

describe('parseTemplate', () => {
  it.each<[string, TemplatePart[]]>([
    ['', []],
    ['Ciao', ['Ciao']],
    ['{ } }} {x', ['{ } }} {x']],
    ['{{contact.firstName}}', [first('')]],
    ['Ciao {{ contact.firstName | "amica o amico" }}!', ['Ciao ', first('amica o amico'), '!']],
    ['{{ contact.firstName|"a \\"b\\" \\\\ }} c" }}', [first('a "b" \\ }} c')]],
    ['{{ contact.attributes.numero_tessera-2 }}', [{ name: 'contact.attributes.numero_tessera-2', fallback: '' }]],
    ['a {{ "{{" }} b', ['a {{ b']],
  ])('reads %j', (source, parts) => {
    expect(parseTemplate(source)).toEqual({ ok: true, parts });
  });

  it.each<[string, TemplateIssue[]]>([
    ['Ciao {{ contact.firstName', [{ code: 'unclosed', position: 5, length: 20 }]],
    ['{{ }}', [{ code: 'name-expected', position: 3, length: 1 }]],
    ['{{ contact.nme }}', [{ code: 'unknown-name', position: 3, length: 11 }]],
    ['{{ __proto__ }}', [{ code: 'name-expected', position: 3, length: 1 }]],
    ['{{ contact.firstName | tu }}', [{ code: 'fallback-expected', position: 23, length: 1 }]],
    ['{{ contact.firstName | "tu }}', [{ code: 'unclosed-string', position: 23, length: 1 }]],
    ['{{ contact.firstName "tu" }}', [{ code: 'unexpected', position: 21, length: 1 }]],
    [
      '{{ a }} {{ b }}',
      [
        { code: 'unknown-name', position: 3, length: 1 },
        { code: 'unknown-name', position: 11, length: 1 },
      ],
    ],
  ])('names the mistake in %j and where it is', (source, issues) => {
    expect(parseTemplate(source)).toEqual({ ok: false, issues });
  });

  it('is total, and formatTemplate is its inverse, over 20,000 random inputs', () => {
    let seed = 7;
    const random = (below: number) => {
      seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
      return Math.floor((seed / 2_147_483_648) * below);
    };
    const pieces = [
      '{',
      '{{',
      '}',
      '}}',
      '"',
      '\\',
      '|',
      ' ',
      'contact.firstName',
      'x',
      'è',
      '\ud800',
      '\n',
      '{{ contact.firstName }}',
    ];
    let read = 0;
    for (let round = 0; round < 20_000; round += 1) {
      const source = Array.from({ length: random(9) }, () => pieces[random(pieces.length)]).join('');
      const parsed = parseTemplate(source);
      if (!parsed.ok) expect(parsed.issues.every((issue) => issue.position <= source.length)).toBe(true);
      else {
        read += 1;
        expect(parseTemplate(formatTemplate(parsed.parts))).toEqual(parsed);
      }
    }
    expect(read).toBeGreaterThan(5000);
  });
});

describe('readUrl', () => {
  it.each<[string, unknown]>([
    [
      'https://Città.example/a b?q=è',
      { ok: true, kind: 'web', parts: ['https://xn--citt-3na.example/a%20b?q=%C3%A8'] },
    ],
    ['mailto:info@example.it?subject=Ciao', { ok: true, kind: 'mail', parts: ['mailto:info@example.it?subject=Ciao'] }],
    ['tel:+390612345', { ok: true, kind: 'phone', parts: ['tel:+390612345'] }],
    ['{{ link.unsubscribe }}', { ok: true, kind: 'link', name: 'link.unsubscribe' }],
    [
      'https://x.it/?n={{ contact.firstName | "tu" }}&b=1',
      { ok: true, kind: 'web', parts: ['https://x.it/?n=', first('tu'), '&b=1'] },
    ],
    ['https://x.it/{{ link.view }}', { ok: false, reason: 'link-variable' }],
    ['ftp://x.it/', { ok: false, reason: 'scheme' }],
    ['vbscript:x', { ok: false, reason: 'scheme' }],
    ['https://', { ok: false, reason: 'bad-url' }],
    ['https://{{ contact.firstName }}@x.it/', { ok: false, reason: 'variable-in-host' }],
    ['{{ contact.firstName }}', { ok: false, reason: 'bad-url' }],
    [`https://x.it/${'a'.repeat(2000)}`, { ok: false, reason: 'too-long' }],
    ['https://x.it/{{', { ok: false, reason: 'bad-template' }],
  ])('reads %j', (source, result) => {
    expect(readUrl(source)).toEqual(result);
  });
});
