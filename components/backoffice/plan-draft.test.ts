import { describe, expect, it } from 'vitest';
import { providerSettingsSchema } from '#server/modules/workspaces/schemas.ts';
import { draftOf } from './plan-draft.ts';
import { readPlans } from './read-plans.ts';

const plans = providerSettingsSchema.parse({})['catalogue.plans'];

const drafted = (locale = 'it') => plans.map((plan) => draftOf(plan, locale));

describe('the plans on sale', () => {
  it.each(['it', 'en'])('survive being shown and read (%s)', (locale) => {
    expect(readPlans(drafted(locale))).toEqual({ value: plans });
  });

  it.each([
    [{ code: '' }, 'code', 'required'],
    [{ features: [] }, 'features', 'tooFew'],
    [{ monthly: 'gratis' }, 'monthlyCents', 'notANumber'],
    [{ monthly: '' }, 'monthlyCents', 'required'],
    [{ limits: { contacts: 'tanti' } }, 'limits.contacts', 'notANumber'],
  ])('are not read with %j, and %s says why', (over, field, key) => {
    const drafts = drafted().map((draft, index) => (index === 1 ? { ...draft, ...over } : draft));
    expect(readPlans(drafts)).toEqual({ refusals: { 'NL-L': { [field]: expect.objectContaining({ key }) } } });
  });

  it('are not read where two share a code, and both say so', () => {
    const drafts = drafted().map((draft, index) => (index === 1 ? { ...draft, code: ' NL-S ' } : draft));
    const code = { key: 'repeated' };
    expect(readPlans(drafts)).toEqual({ refusals: { 'NL-S': { code }, 'NL-L': { code } } });
  });

  it('tell the limit of a price in euro', () => {
    const drafts = drafted().map((draft, index) => (index === 0 ? { ...draft, start: '2.000.000' } : draft));
    expect(readPlans(drafts)).toEqual({ refusals: { 'NL-S': { startCents: { key: 'tooBig', count: 1_000_000 } } } });
  });

  it('lose a limit that was emptied', () => {
    const [first] = drafted();
    if (!first) throw new Error('the catalogue is empty');
    const read = readPlans([{ ...first, limits: { contacts: '', messagesPerMonth: '50.000' } }]);
    expect(read).toMatchObject({ value: [{ limits: { messagesPerMonth: 50_000 } }] });
  });
});
