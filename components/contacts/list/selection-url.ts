import type { AttributeCondition, ContactSelection } from '#server/modules/contacts/schemas.ts';
import {
  activityDays,
  attributeOperators,
  contactActivities,
  evidenceSources,
  groupMatches,
  needsValue,
  sendingStatuses,
  trackingLevels,
} from '#server/modules/contacts/values.ts';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i;
const subscriptions = ['subscribed', 'pending', 'unsubscribed', 'never'] as const;
const trackings = [...trackingLevels, 'default'] as const;
/** The parameters that make up a selection; what else stands in the address (cursor, saved filter) is not of it. */
const PARAMS = [
  'q',
  'status',
  'group',
  'groups',
  'topic',
  'sub',
  'source',
  'attr',
  'from',
  'to',
  'lang',
  'tracking',
  'did',
];

/** What `contactSelection` of the schemas takes at most; said again here, since the list would load zod for it. */
const most = { search: 200, groups: 50, conditions: 10, key: 60, values: 50, value: 500, languages: 30 };

function readDay(text: string | null): string | undefined {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text ?? '')) return undefined;
  const at = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().slice(0, 10) === text ? text : undefined;
}

const oneOf = <T extends string>(known: readonly T[], text: string | null): T | undefined =>
  known.find((one) => one === text);

/** `any:ID,ID`, or `without`; `group=ID` is how other pages link to one group. */
function readGroups(params: URLSearchParams): ContactSelection['groups'] {
  const [match = '', ids = ''] = (params.get('groups') ?? '').split(':');
  const known = oneOf(groupMatches, match);
  const listed = ids
    .split(',')
    .filter((id) => UUID.test(id))
    .slice(0, most.groups);
  if (known === 'without') return { match: known, ids: [] };
  if (known && listed.length > 0) return { match: known, ids: listed };
  const one = params.get('group') ?? '';
  return UUID.test(one) ? { match: 'any', ids: [one] } : undefined;
}

/** `key.operator.value|value`, a bar in a value being written `%7C`. */
function readAttribute(text: string): AttributeCondition | undefined {
  const [key = '', op = '', ...rest] = text.split('.');
  const known = oneOf(attributeOperators, op);
  if (key === '' || key.length > most.key || !known) return undefined;
  const values = rest
    .join('.')
    .split('|')
    .map((value) => value.replaceAll('%7C', '|').replaceAll('%25', '%'))
    .filter((value) => value !== '' && value.length <= most.value)
    .slice(0, most.values);
  return { key, op: known, values: needsValue(known) ? values : [] };
}

/** `what.days`. */
function readActivity(text: string | null): ContactSelection['activity'] {
  const [what = '', days = ''] = (text ?? '').split('.');
  const known = oneOf(contactActivities, what);
  const length = activityDays.find((one) => String(one) === days);
  return known && length ? { what: known, days: length } : undefined;
}

const writeAttribute = ({ key, op, values }: AttributeCondition) =>
  `${key}.${op}.${values.map((value) => value.replaceAll('%', '%25').replaceAll('|', '%7C')).join('|')}`;

/** What an address selects. What makes no sense in it is passed over. */
export function readSelection(params: URLSearchParams): ContactSelection {
  const attributes = params.getAll('attr').flatMap((text) => readAttribute(text) ?? []);
  const languages = (params.get('lang') ?? '')
    .split(',')
    .filter((code) => /^([a-z]{2}|none)$/.test(code))
    .slice(0, most.languages);
  const q = params.get('q')?.trim();
  const topicId = params.get('topic') ?? '';
  const given = {
    q: q && q.length <= most.search ? q : undefined,
    status: oneOf(sendingStatuses, params.get('status')),
    groups: readGroups(params),
    topicId: UUID.test(topicId) ? topicId : undefined,
    subscription: oneOf(subscriptions, params.get('sub')),
    source: oneOf(evidenceSources, params.get('source')),
    attributes: attributes.length ? attributes.slice(0, most.conditions) : undefined,
    addedFrom: readDay(params.get('from')),
    addedTo: readDay(params.get('to')),
    languages: languages.length ? languages : undefined,
    tracking: oneOf(trackings, params.get('tracking')),
    activity: readActivity(params.get('did')),
  };
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as ContactSelection;
}

/** The selection's part of an address, without a question mark. */
export function writeSelection(selection: ContactSelection): string {
  const { groups, groupId } = selection;
  const params = new URLSearchParams();
  const put = (name: string, value: string | undefined) => value && params.set(name, value);
  put('q', selection.q);
  put('status', selection.status);
  if (groups) put('groups', groups.match === 'without' ? 'without' : `${groups.match}:${groups.ids.join(',')}`);
  put('group', groupId);
  put('topic', selection.topicId);
  put('sub', selection.subscription);
  put('source', selection.source);
  for (const condition of selection.attributes ?? []) params.append('attr', writeAttribute(condition));
  put('from', selection.addedFrom);
  put('to', selection.addedTo);
  put('lang', selection.languages?.join(','));
  put('tracking', selection.tracking);
  put('did', selection.activity && `${selection.activity.what}.${selection.activity.days}`);
  return params.toString();
}

/** An address with another selection: what belongs to the page beside it stays, the cursor goes. */
export function withSelection(params: URLSearchParams, query: string): string {
  const next = new URLSearchParams(query);
  for (const [name, value] of params) if (![...PARAMS, 'cursor', 'filter'].includes(name)) next.append(name, value);
  return next.toString();
}
