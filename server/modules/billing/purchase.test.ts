import { describe, expect, it } from 'vitest';
import { addMonths } from './contract-time.ts';
import { limitsOf } from './plan-limits.ts';
import { activationRefusal, mayMovePurchase, purchaseStatesBefore } from './purchase-state.ts';
import { purchaseStates, registrationSchema } from './schemas.ts';

describe('the states of a purchase', () => {
  it('allow these steps and no other', () => {
    const allowed = purchaseStates.flatMap((from) =>
      purchaseStates.filter((to) => mayMovePurchase(from, to)).map((to) => `${from} → ${to}`),
    );
    expect(allowed).toEqual([
      'pending → paid',
      'pending → cancelled',
      'paid → activated',
      'paid → cancelled',
      'trial → activated',
      'trial → cancelled',
    ]);
    expect(purchaseStatesBefore('activated')).toEqual(['paid', 'trial']);
  });

  const now = new Date('2026-11-21T12:00:00Z');
  const [later, earlier] = [new Date('2026-11-22T12:00:00Z'), new Date('2026-11-20T12:00:00Z')];
  it.each([
    ['paid', later, null],
    ['trial', later, null],
    ['paid', now, 'expired'],
    ['pending', later, 'unpaid'],
    ['pending', earlier, 'expired'],
    ['activated', earlier, 'used'],
    ['cancelled', earlier, 'cancelled'],
  ] as const)('a link of one that is %s until %s: %s', (state, expiresAt, reason) => {
    expect(activationRefusal({ state, expiresAt }, now)).toBe(reason);
  });
});

describe('months of a contract', () => {
  it.each([
    ['2026-11-20T09:00:00Z', 12, '2027-11-20T09:00:00.000Z'],
    ['2026-01-31T09:00:00Z', 1, '2026-02-28T09:00:00.000Z'],
    ['2028-01-31T09:00:00Z', 1, '2028-02-29T09:00:00.000Z'],
    ['2026-12-31T23:30:00Z', 2, '2027-02-28T23:30:00.000Z'],
    ['2028-02-29T00:00:00Z', 12, '2029-02-28T00:00:00.000Z'],
  ])('%s + %i is %s', (from, months, to) => {
    expect(addMonths(new Date(from), months).toISOString()).toBe(to);
  });
});

it('a plan’s limits bind the feature that they belong to, and unknown ones bind all', () => {
  const limits = { contacts: 5, mailboxes: 2, seats: 3 };
  expect(limitsOf('newsletter', limits)).toEqual({ contacts: 5, seats: 3 });
  expect(limitsOf('monitor', limits)).toEqual({ mailboxes: 2, seats: 3 });
  expect(limitsOf('relay', limits)).toEqual({ seats: 3 });
});

describe('a registration', () => {
  const right = {
    holderKind: 'person',
    name: 'Anna Riva',
    email: 'anna@lungofiume.example',
    username: 'Anna.Riva',
    password: 'sette parole lunghe',
    taxCode: 'RSSMRA85T10A562S',
    acceptTerms: true,
    acceptProcessor: true,
    language: 'it',
  };
  it('of a person needs no organisation, and the username is lower-cased', () => {
    expect(registrationSchema.parse(right).username).toBe('anna.riva');
  });
  it.each([
    [{ holderKind: 'company' }, 'organisation', 'required'],
    [{ taxCode: '' }, 'taxCode', 'taxIdNeeded'],
    [{ holderKind: 'company', organisation: 'X', taxCode: '' }, 'vatNumber', 'taxIdNeeded'],
    [{ taxCode: 'RSSMRA85T10A562T' }, 'taxCode', 'taxCode'],
    [{ vatNumber: '123' }, 'vatNumber', 'vatNumber'],
    [{ email: 'anna@@example.it' }, 'email', 'email'],
    [{ acceptTerms: false }, 'acceptTerms', 'accept'],
    [{ acceptProcessor: false }, 'acceptProcessor', 'accept'],
    [{ password: 'anna.riva123' }, 'password', 'passwordHoldsName'],
  ])('with %j is refused at %s', (over, field, message) => {
    const issues = registrationSchema.safeParse({ ...right, ...over }).error?.issues;
    expect(issues?.map((issue) => [issue.path[0], issue.message])).toEqual([[field, message]]);
  });
});
