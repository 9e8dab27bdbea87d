import { describe, expect, it } from 'vitest';
import { zoneName, zonePlace } from './zone-names.ts';

describe('a time zone', () => {
  it.each([
    ['Europe/Rome', 'it', 'Roma', 'Roma (Europa)'],
    ['Europe/Rome', 'en', 'Rome', 'Rome (Europe)'],
    ['America/Argentina/Buenos_Aires', 'it', 'Buenos Aires', 'Buenos Aires (America, Argentina)'],
    ['UTC', 'it', 'UTC', 'UTC'],
  ])('%s is called in %s by its place', (zone, language, place, name) => {
    expect([zonePlace(zone, language), zoneName(zone, language)]).toEqual([place, name]);
  });
});
