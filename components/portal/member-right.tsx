'use client';

import { createContext, type ReactNode, useContext } from 'react';
import { type MemberPermission, memberMay, type WorkspaceRole } from '#shared/permissions.ts';

const Role = createContext<WorkspaceRole | null>(null);

/** Tells the pages below which role the person has in this workspace. */
export function MemberRoleProvider({ role, children }: { role: WorkspaceRole; children: ReactNode }) {
  return <Role value={role}>{children}</Role>;
}

/** Whether the person may: what they may not is not offered. The server asks again. */
export function useMemberRight(permission: MemberPermission): boolean {
  const role = useContext(Role);
  return role !== null && memberMay(role, permission);
}
