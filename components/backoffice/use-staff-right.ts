'use client';
import { useQuery } from '@tanstack/react-query';
import { useTRPC } from '#components/trpc.tsx';
import { type StaffPermission, staffMay } from '#shared/permissions.ts';

/** Whether the person here may do something: so that no button is drawn that would be refused. */
export function useStaffRight(permission: StaffPermission): boolean {
  const trpc = useTRPC();
  const { data } = useQuery(trpc.backoffice.role.queryOptions(undefined, { staleTime: 60_000 }));
  return data !== undefined && staffMay(data, permission);
}
