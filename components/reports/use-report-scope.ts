'use client';

import { useSearchParams } from 'next/navigation';
import type { ReportScope } from '#server/modules/reports/schemas.ts';

/** Of whom the page speaks, from its address; a place that is none is left out, as the server would refuse it. */
export function useReportScope(): { scope: ReportScope; narrowed: boolean; link: (path: string) => string } {
  const search = useSearchParams();
  const [groupId, at] = [search.get('group'), search.get('at')];
  const scope: ReportScope = {
    ...(groupId && /^[0-9a-f-]{36}$/.test(groupId) ? { groupId } : {}),
    ...(at && /^(provider|domain):[^\s:]+$/.test(at) ? { at } : {}),
  };
  const kept = new URLSearchParams({
    ...(scope.groupId ? { group: scope.groupId } : {}),
    ...(scope.at ? { at: scope.at } : {}),
  }).toString();
  return {
    scope,
    narrowed: kept !== '',
    /** The same recipients, elsewhere in the report. */
    link: (path) => (kept === '' ? path : `${path}${path.includes('?') ? '&' : '?'}${kept}`),
  };
}
