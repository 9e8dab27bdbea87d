import { describe, expect, it } from 'vitest';
import { controlOf } from '#server/modules/backoffice/setting-control.ts';
import { providerSettingsSchema } from '#server/modules/workspaces/schemas.ts';
import { readSetting } from './read-setting.ts';
import { typedSetting } from './setting-text.ts';

const defaults = providerSettingsSchema.parse({});
const keys = (Object.keys(defaults) as (keyof typeof defaults)[]).filter((key) => key !== 'catalogue.plans');

describe('a setting', () => {
  it.each([
    ['provider.name', 'text'],
    ['legal.terms-it', 'long-text'],
    ['people.password-days', 'number'],
    ['compliance.penalty-cents', 'euro'],
    ['sending.pec-domains', 'lines'],
  ] as const)('%s is typed as %s', (key, control) => {
    expect(controlOf(key)).toBe(control);
  });

  it.each(keys)('%s survives being shown and read', (key) => {
    const control = controlOf(key);
    for (const locale of ['it', 'en'])
      expect(readSetting(key, control, typedSetting(control, defaults[key], locale))).toEqual({ value: defaults[key] });
  });

  it.each([
    ['people.password-days', 'novanta', { key: 'notANumber' }],
    ['people.password-days', '', { key: 'required' }],
    ['people.password-days', '-1', { key: 'tooSmall', count: 0 }],
    ['people.password-days', '1.5', { key: 'notANumber' }],
    ['sending.deferral-hours', '73', { key: 'tooBig', count: 72 }],
    ['provider.name', '', { key: 'required' }],
    ['compliance.penalty-cents', 'duemila', { key: 'notANumber' }],
    ['compliance.penalty-cents', '2.000.000', { key: 'tooBig', count: 1_000_000 }],
  ] as const)('%s refuses %j and says why', (key, text, refusal) => {
    expect(readSetting(key, controlOf(key), text)).toEqual({ refusal });
  });

  it('reads Italian decimals and lists by line', () => {
    expect(readSetting('service-level.yearly-percent', 'number', '99,1')).toEqual({ value: 99.1 });
    expect(readSetting('sending.pec-domains', 'lines', ' pec.it \n\nlegalmail.it\n')).toEqual({
      value: ['pec.it', 'legalmail.it'],
    });
  });
});
