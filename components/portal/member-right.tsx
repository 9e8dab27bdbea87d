'use client';

import { createContext, type ReactNode, useContext } from 'react';
import { type MemberPermission, type MemberRole, memberMay } from '#shared/permissions.ts';

const Role = createContext<MemberRole | null>(null);

/** Tells the pages below which role the person has in this workspace. */
export function MemberRoleProvider({ role, children }: { role: MemberRole; children: ReactNode }) {
  return <Role value={role}>{children}</Role>;
}

/** Whether the person may: what they may not is not offered. The server asks again. */
export function useMemberRight(permission: MemberPermission): boolean {
  const role = useContext(Role);
  return role !== null && memberMay(role, permission);
}
