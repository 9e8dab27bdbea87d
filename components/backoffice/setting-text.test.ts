import { describe, expect, it } from 'vitest';
import { providerSettingsSchema } from '#server/modules/workspaces/schemas.ts';
import { controlOf, readSetting, typedSetting } from './setting-text.ts';

const defaults = providerSettingsSchema.parse({});
const keys = Object.keys(defaults) as (keyof typeof defaults)[];

describe('a setting', () => {
  it.each([
    ['provider.name', 'text'],
    ['legal.terms-it', 'long-text'],
    ['people.password-days', 'number'],
    ['compliance.penalty-cents', 'euro'],
    ['sending.pec-domains', 'lines'],
    ['catalogue.plans', 'plans'],
  ] as const)('%s is typed as %s', (key, control) => {
    expect(controlOf(key)).toBe(control);
  });

  it.each(keys.filter((key) => key !== 'catalogue.plans'))('%s survives being shown and read', (key) => {
    const control = controlOf(key);
    expect(readSetting(key, control, typedSetting(control, defaults[key]))).toEqual({ value: defaults[key] });
  });

  it.each([
    ['people.password-days', 'novanta'],
    ['people.password-days', ''],
    ['people.password-days', '-1'],
    ['people.password-days', '1.5'],
    ['sending.deferral-hours', '73'],
    ['provider.name', ''],
    ['compliance.penalty-cents', 'duemila'],
  ] as const)('%s refuses %j', (key, text) => {
    expect(readSetting(key, controlOf(key), text)).toBeUndefined();
  });

  it('reads Italian decimals and lists by line', () => {
    expect(readSetting('service-level.yearly-percent', 'number', '99,1')).toEqual({ value: 99.1 });
    expect(readSetting('sending.pec-domains', 'lines', ' pec.it \n\nlegalmail.it\n')).toEqual({
      value: ['pec.it', 'legalmail.it'],
    });
  });
});
