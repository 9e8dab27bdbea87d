import { describe, expect, it } from 'vitest';
import { isFreemail } from './freemail.ts';

describe('a freemail domain', () => {
  it.each(['gmail.com', 'libero.it', 'yahoo.co.uk', 'hotmail.fr', 'live.com.ar'])('is %s', (domain) => {
    expect(isFreemail(domain)).toBe(true);
  });
  it.each(['lungofiume.example', 'mygmail.com', 'gmail.com.example', 'yahoo.example.it', 'live.museum'])(
    'is not %s',
    (domain) => {
      expect(isFreemail(domain)).toBe(false);
    },
  );
});
