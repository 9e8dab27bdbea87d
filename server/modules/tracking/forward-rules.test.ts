import { describe, expect, it } from 'vitest';
import { forwardState, presentableName } from './forward-rules.ts';

const base = {
  now: new Date('2026-11-22T10:00:00Z'),
  received: true,
  workspaceActive: true,
  sentAt: new Date('2026-11-20T10:00:00Z'),
  subscribed: true,
  used: 0,
  limits: { perDelivery: 3, days: 90 },
};

describe('whether a message may be passed on', () => {
  it.each([
    ['open', {}],
    ['open', { used: 2 }],
    ['used-up', { used: 3 }],
    ['used-up', { limits: { perDelivery: 0, days: 90 } }],
    ['gone', { received: false }],
    ['gone', { workspaceActive: false }],
    ['gone', { sentAt: null }],
    ['open', { sentAt: new Date('2026-08-24T10:00:00Z') }],
    ['closed', { sentAt: new Date('2026-08-24T09:59:59Z') }],
    ['left', { subscribed: false }],
    ['closed', { subscribed: false, sentAt: new Date('2024-11-20T10:00:00Z') }],
  ] as const)('%s: %j', (state, changes) => {
    expect(forwardState({ ...base, ...changes })).toBe(state);
  });
});

describe('the name that a friend is shown', () => {
  it.each([
    ['Anna', 'Rossi', 'Anna Rossi'],
    ['', 'D’Angelo', 'D’Angelo'],
    ['Gian-Luca', "dell'Orto", "Gian-Luca dell'Orto"],
    ['J. R.', 'Ewing', 'J. R. Ewing'],
    ['Шура', 'Балаганов', 'Шура Балаганов'],
  ])('%s %s', (first, last, shown) => {
    expect(presentableName(first, last)).toBe(shown);
  });

  it.each([
    ['', ''],
    ['Vinci', '1000€'],
    ['http://truffa.example', ''],
    ['truffa.example', ''],
    ['a@b.example', 'x'],
    ['Clicca subito qui per', 'vincere un premio'],
    ['A'.repeat(41), ''],
    ['Anna\r\nBcc:', 'x'],
    ['<b>Anna</b>', ''],
  ])('is nobody’s for %j %j', (first, last) => {
    expect(presentableName(first, last)).toBeNull();
  });
});
