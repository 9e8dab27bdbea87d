'use client';
import { useParams } from 'next/navigation';

/** The workspace's address in the portal, and of its files. */
export function useBase(): { base: string; api: string } {
  const { workspace } = useParams<{ workspace: string }>();
  return { base: `/w/${workspace}`, api: `/api/w/${workspace}` };
}
