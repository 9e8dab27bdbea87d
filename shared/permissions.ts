/** The one table of rights. Roles of a workspace's members and of the provider's staff. */
export const memberRoles = ['owner', 'editor', 'analyst', 'sender', 'billing'] as const;
export type MemberRole = (typeof memberRoles)[number];
export const staffRoles = ['administrator', 'support', 'moderator'] as const;
export type StaffRole = (typeof staffRoles)[number];

const readers = ['owner', 'editor', 'analyst', 'sender'] as const;

export const memberPermissions = {
  read: readers,
  'contacts:write': ['owner', 'editor'],
  'campaigns:write': ['owner', 'editor'],
  'campaigns:send': ['owner', 'sender'],
  export: ['owner'],
  settings: ['owner'],
  members: ['owner'],
  purchases: ['owner', 'billing'],
  particulars: ['owner', 'billing'],
  report: memberRoles,
} as const satisfies Record<string, readonly MemberRole[]>;
export type MemberPermission = keyof typeof memberPermissions;

export const staffPermissions = {
  'staff:read': ['administrator', 'support', 'moderator'],
  'staff:purchases': ['administrator'],
  'staff:domains': ['administrator'],
  'staff:settings': ['administrator'],
  'staff:people': ['administrator'],
  'staff:content': ['administrator', 'moderator'],
  'staff:access': ['administrator', 'support'],
} as const satisfies Record<string, readonly StaffRole[]>;
export type StaffPermission = keyof typeof staffPermissions;

/**
 * Staff inside a customer's workspace, by their access: `look` reads, `act` also writes. Neither sends, exports, or touches people,
 * purchases and settings, whatever is added above.
 */
const staffInside = {
  'staff-look': ['read'],
  'staff-act': ['read', 'contacts:write', 'campaigns:write'],
} as const satisfies Record<string, readonly MemberPermission[]>;
export type StaffInsideRole = keyof typeof staffInside;
/** Whoever stands in a workspace: its members, and staff with an access. */
export type WorkspaceRole = MemberRole | StaffInsideRole;

export function isStaffInside(role: WorkspaceRole): role is StaffInsideRole {
  return Object.hasOwn(staffInside, role);
}

export function memberMay(role: WorkspaceRole, permission: MemberPermission): boolean {
  if (isStaffInside(role)) return (staffInside[role] as readonly MemberPermission[]).includes(permission);
  return (memberPermissions[permission] as readonly MemberRole[]).includes(role);
}

export function staffMay(role: StaffRole, permission: StaffPermission): boolean {
  return (staffPermissions[permission] as readonly StaffRole[]).includes(role);
}
