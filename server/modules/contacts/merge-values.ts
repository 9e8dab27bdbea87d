import type { AttributeValue } from './attribute-values.ts';
import type { TrackingLevel } from './schemas.ts';

export type Side = 'survivor' | 'merged';
export type MergeKeep = {
  firstName?: Side | undefined;
  lastName?: Side | undefined;
  language?: Side | undefined;
  attributes?: Record<string, Side> | undefined;
};
export type MergeFields = {
  firstName: string;
  lastName: string;
  language: string | null;
  attributes: Record<string, AttributeValue>;
};

function pick<T>(kept: Side | undefined, survivor: T, merged: T, isEmpty: (value: T) => boolean): T {
  const side = kept ?? (isEmpty(survivor) ? 'merged' : 'survivor');
  return side === 'merged' ? merged : survivor;
}

/** What the survivor has after a merge: as `keep` says, else its own, else the other's where it has none. */
export function mergedFields(survivor: MergeFields, merged: MergeFields, keep: MergeKeep): MergeFields {
  const empty = (value: string | null) => value === null || value === '';
  const keys = new Set([...Object.keys(survivor.attributes), ...Object.keys(merged.attributes)]);
  const attributes: Record<string, AttributeValue> = {};
  for (const key of keys) {
    const side = new Map(Object.entries(keep.attributes ?? {})).get(key);
    const [own, other] = [survivor.attributes, merged.attributes].map((one) => new Map(Object.entries(one)).get(key));
    const value = pick(side, own, other, (one) => one === undefined);
    if (value !== undefined) attributes[key] = value;
  }
  return {
    firstName: pick(keep.firstName, survivor.firstName, merged.firstName, empty),
    lastName: pick(keep.lastName, survivor.lastName, merged.lastName, empty),
    language: pick(keep.language, survivor.language, merged.language, empty),
    attributes,
  };
}

type State = 'pending' | 'subscribed' | 'unsubscribed' | null;

/**
 * What becomes of the survivor's subscription to a topic: never more than it was. A consent was given for an address, so the other's does not
 * pass on; a refusal was said by the person, so it does.
 */
export function mergedSubscription(survivor: State, merged: State): State {
  if (survivor === 'unsubscribed' || merged === 'unsubscribed') return 'unsubscribed';
  if (survivor === 'subscribed' && merged === 'pending') return 'pending';
  return survivor;
}

const strictness: Record<TrackingLevel, number> = { off: 0, aggregate: 1, individual: 2 };

/** The stricter of two choices of how far one may be followed; null is the workspace's default. */
export function mergedTracking(
  survivor: TrackingLevel | null,
  merged: TrackingLevel | null,
  byDefault: TrackingLevel,
): TrackingLevel | null {
  return strictness[merged ?? byDefault] < strictness[survivor ?? byDefault] ? (merged ?? byDefault) : survivor;
}
