import { describe, expect, it } from 'vitest';
import { coloursOf, darkGround, darkInk, luminance } from './dark-colours.ts';
import { presetNames } from './preset-names.ts';
import { emptyDocument, presetDocument } from './presets.ts';

const contrast = (a: string, b: string) => {
  const [light = 0, dark = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (light + 0.05) / (dark + 0.05);
};

describe('colours in the dark', () => {
  it.each(['empty', ...presetNames] as const)(
    'leave every letter of “%s” readable on every ground that turned',
    (name) => {
      const { grounds, inks } = coloursOf(name === 'empty' ? emptyDocument('it') : presetDocument(name, 'it'));
      const turned = grounds.filter((ground) => darkGround(ground) !== ground).map(darkGround);
      for (const ground of turned) for (const ink of inks) expect(contrast(ground, darkInk(ink))).toBeGreaterThan(4.5);
    },
  );

  it.each(['#000000', '#1d4ed8', '#0f172a', '#b91c1c', '#123456'])('leave the strong ground %s as it is', (ground) => {
    expect(darkGround(ground)).toBe(ground);
  });

  it.each(['#ffffff', '#fef3c7', '#f3f4f6', '#e0f2fe'])('turn the light ground %s dark', (ground) => {
    expect(luminance(darkGround(ground))).toBeLessThan(0.06);
  });

  it.each(['#ffffff', '#e5e7eb'])('leave the light letters %s as they are', (ink) => expect(darkInk(ink)).toBe(ink));
});
