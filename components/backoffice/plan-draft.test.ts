import { describe, expect, it } from 'vitest';
import { providerSettingsSchema } from '#server/modules/workspaces/schemas.ts';
import { draftOf, readPlans } from './plan-draft.ts';

const plans = providerSettingsSchema.parse({})['catalogue.plans'];

describe('the plans on sale', () => {
  it('survive being shown and read', () => {
    expect(readPlans(plans.map(draftOf))).toEqual(plans);
  });

  it.each([
    [{ code: '' }],
    [{ features: [] }],
    [{ monthly: 'gratis' }],
    [{ limits: { contacts: 'tanti' } }],
    [{ code: 'NL-L' }],
  ])('are not read with %j', (over) => {
    const drafts = plans.map(draftOf);
    expect(readPlans(drafts.map((draft, index) => (index === 0 ? { ...draft, ...over } : draft)))).toBeUndefined();
  });

  it('lose a limit that was emptied', () => {
    const [first] = plans.map(draftOf);
    if (!first) throw new Error('the catalogue is empty');
    const read = readPlans([{ ...first, limits: { contacts: '', messagesPerMonth: '50.000' } }]);
    expect(read?.[0]?.limits).toEqual({ messagesPerMonth: 50_000 });
  });
});
