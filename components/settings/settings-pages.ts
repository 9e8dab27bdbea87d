import { isStaffInside, type MemberPermission, memberMay, type WorkspaceRole } from '#shared/permissions.ts';

/** What each page of Impostazioni asks of who opens it: a right of theirs, and a feature of the workspace. */
const needs = {
  general: { permission: 'settings' },
  password: {},
  access: {},
  members: {},
  particulars: { permission: 'particulars' },
  domains: { permission: 'read', feature: 'newsletter' },
  tracking: { permission: 'settings', feature: 'newsletter' },
  consents: { permission: 'settings' },
  reports: { permission: 'report' },
  audit: { permission: 'settings' },
} as const satisfies Record<string, { permission?: MemberPermission; feature?: string }>;
export type SettingsPageName = keyof typeof needs;

/** Why a page of Impostazioni stays closed to this role in a workspace with these features; null where it opens. */
export function settingsRefusal(
  page: SettingsPageName,
  role: WorkspaceRole,
  features: readonly string[],
): 'role' | 'plan' | null {
  const need: { permission?: MemberPermission; feature?: string } = needs[page];
  // What is the person's own stands in the console for staff.
  if (isStaffInside(role) && !need.permission) return 'role';
  if (need.permission && !memberMay(role, need.permission)) return 'role';
  return need.feature && !features.includes(need.feature) ? 'plan' : null;
}

/** The pages of Impostazioni that open to this role, in the order of their tabs. */
export function settingsPages(role: WorkspaceRole, features: readonly string[]): SettingsPageName[] {
  return (Object.keys(needs) as SettingsPageName[]).filter((page) => settingsRefusal(page, role, features) === null);
}
