import type { Feature } from '#server/db/generated/client.ts';

const ownLimits: Partial<Record<Feature, readonly string[]>> = {
  newsletter: ['contacts', 'messagesPerMonth'],
  monitor: ['mailboxes', 'monitoredMessagesPerMonth'],
};

/** The part of a plan's limits that binds a feature; a limit that no feature claims binds all of them. */
export function limitsOf(feature: Feature, limits: Record<string, number>): Record<string, number> {
  const claimed = new Set(Object.values(ownLimits).flat());
  const own = ownLimits[feature] ?? [];
  return Object.fromEntries(Object.entries(limits).filter(([name]) => own.includes(name) || !claimed.has(name)));
}
