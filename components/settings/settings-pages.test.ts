import { describe, expect, it } from 'vitest';
import { memberRoles } from '#shared/permissions.ts';
import { settingsPages, settingsRefusal } from './settings-pages.ts';

describe('settingsPages', () => {
  const own = ['password', 'access', 'members'];
  it.each([
    [
      'owner',
      ['newsletter'],
      ['general', ...own, 'particulars', 'domains', 'tracking', 'consents', 'reports', 'audit'],
    ],
    ['owner', ['monitor'], ['general', ...own, 'particulars', 'consents', 'reports', 'audit']],
    ['editor', ['newsletter'], [...own, 'domains', 'reports']],
    ['analyst', ['newsletter'], [...own, 'domains', 'reports']],
    ['sender', ['monitor'], [...own, 'reports']],
    ['billing', ['newsletter'], [...own, 'particulars', 'reports']],
    // What is a person's own stands in the console for staff, and no setting is theirs.
    ['staff-act', ['newsletter'], ['domains']],
    ['staff-look', ['monitor'], []],
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
