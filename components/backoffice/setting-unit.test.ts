import { describe, expect, it } from 'vitest';
import english from '#i18n/messages/en/backoffice.json' with { type: 'json' };
import italian from '#i18n/messages/it/backoffice.json' with { type: 'json' };
import { providerSettingsSchema } from '#server/modules/workspaces/schemas.ts';
import { unitOf } from './setting-unit.ts';

const keys = Object.keys(providerSettingsSchema.shape) as (keyof typeof providerSettingsSchema.shape)[];

describe('a setting', () => {
  it.each([
    ['people.password-days', 'days'],
    ['sending.deferral-hours', 'hours'],
    ['requirements.bandwidth-mbit', 'mbit'],
    ['health.bounce-bad-percent', 'percent'],
    ['sending.forwards-per-network-hour', null],
    ['forms.mails-per-day', null],
    ['sending.connections', null],
    ['provider.name', null],
  ] as const)('%s is counted in %s', (key, unit) => {
    expect(unitOf(key)).toBe(unit);
  });

  it.each(keys)('%s has its label and its help in both languages', (key) => {
    const [group = '', name = ''] = key.split('.');
    for (const { settings } of [italian, english]) {
      for (const words of [settings.labels, settings.help] as Record<string, Record<string, string>>[]) {
        expect(words[group]?.[name]).toBeTruthy();
      }
    }
  });
});
