import { describe, expect, it } from 'vitest';
import { readDomain } from './read-domain.ts';

describe('a typed sending domain', () => {
  const accepted: [string, string][] = [
    ['Lungofiume.EXAMPLE', 'lungofiume.example'],
    [' https://www.lungofiume.example/chi-siamo ', 'www.lungofiume.example'],
    ['news@lungofiume.example', 'lungofiume.example'],
    ['città.example', 'xn--citt-3na.example'],
    ['lungofiume.example.', 'lungofiume.example'],
  ];
  it.each(accepted)('%s is read as %s', (typed, domain) => {
    expect(readDomain(typed)).toEqual({ ok: true, domain });
  });
  it.each(['', 'localhost', '-a.example', 'a..example', '192.0.2.1', 'a b.example', `${'a'.repeat(64)}.example`])(
    '“%s” is refused',
    (typed) => {
      expect(readDomain(typed)).toEqual({ ok: false, reason: 'domain-invalid' });
    },
  );
  it('of a mailbox provider is refused, whatever stands around it', () => {
    expect(readDomain('me@Gmail.com')).toEqual({ ok: false, reason: 'freemail' });
  });
});
