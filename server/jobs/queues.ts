/**
 * Every queue, named `module.verb`. A job's own file gives the payload's schema and the handler; this list exists so that
 * migrations make the queues before any process sends to one.
 */
export const queueNames = [
  'notifications.send-system-mail',
  'identity.send-access-links',
  'identity.sweep',
  'contacts.import',
  'contacts.undo-import',
  'contacts.export',
  'contacts.bulk',
  'contacts.sweep-files',
  'forms.expire',
  'deliveries.freeze',
  'deliveries.start',
  'deliveries.partition',
  'campaigns.close',
  'campaigns.review-mail',
  'campaigns.hold-unapproved',
  'tracking.partition',
  'tracking.send-forward',
  'reports.keep-sums',
  'billing.sweep',
  'workspaces.sweep',
  'service-level.sweep',
  'backoffice.measure-customers',
] as const;

export type QueueName = (typeof queueNames)[number];
