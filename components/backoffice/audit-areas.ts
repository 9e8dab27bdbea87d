/** What actions are about: the first part of their names. */
export const auditAreas = [
  'billing',
  'campaigns',
  'compliance',
  'contacts',
  'deliveries',
  'domains',
  'forms',
  'identity',
  'workspaces',
  'notifications',
  'backoffice',
] as const;
