import { describe, expect, it } from 'vitest';
import { memberRoles } from '#shared/permissions.ts';
import { settingsPages, settingsRefusal } from './settings-pages.ts';

describe('settingsPages', () => {
  it.each([
    [
      'owner',
      ['newsletter'],
      ['password', 'members', 'particulars', 'domains', 'tracking', 'consents', 'reports', 'audit'],
    ],
    ['owner', ['monitor'], ['password', 'members', 'particulars', 'consents', 'reports', 'audit']],
    ['editor', ['newsletter'], ['password', 'domains']],
    ['analyst', ['newsletter'], ['password', 'domains']],
    ['sender', ['monitor'], ['password']],
    ['billing', ['newsletter'], ['password']],
  ] as const)('shows the %s of %j: %j', (role, features, pages) => {
    expect(settingsPages(role, features)).toEqual(pages);
  });

  it('opens the own password to every role, whatever was bought', () => {
    for (const role of memberRoles) expect(settingsPages(role, [])).toContain('password');
  });
});

describe('settingsRefusal', () => {
  it('names the role before the plan, so that nobody is told to buy what they could not open', () => {
    expect(settingsRefusal('tracking', 'editor', [])).toBe('role');
    expect(settingsRefusal('tracking', 'owner', [])).toBe('plan');
  });
});
