import { allBlocks } from './document/all-blocks.ts';
import { collectVariables } from './document/collect-variables.ts';
import { plainTextProblem } from './document/plain-text.ts';
import { reviewDocument } from './document/review-document.ts';
import type { NewsletterDocument } from './document/schema.ts';
import { parseTemplate } from './document/template.ts';
import { isLinkVariable } from './document/variable-names.ts';
import { isFreemail } from './freemail.ts';

/** Gmail shows no more of a message than this, and cuts the rest off with the unsubscribe link. */
export const clippedAt = 102 * 1024;

export const checkIds = [
  'subject',
  'preheader',
  'sender',
  'unsubscribe',
  'content',
  'images',
  'alt',
  'buttons',
  'text',
  'size',
  'files',
  'audience',
  'variables',
  'quota',
  'approval',
  'time',
] as const;
export type CheckId = (typeof checkIds)[number];
export type CheckLevel = 'ok' | 'warning' | 'blocker';
/** `reason` is stable and kebab-case, `ok` where nothing is amiss; `blockId` is the first block that it speaks of. */
export type Check = {
  id: CheckId;
  level: CheckLevel;
  reason: string;
  data: Record<string, string | number>;
  blockId?: string;
};

/** What the editor knows by itself. */
export type WrittenFacts = {
  subject: string;
  preheader: string;
  fromName: string;
  fromAddress: string;
  document: NewsletterDocument;
  verifiedDomains: readonly string[];
  /** Of the HTML part; null while it is unknown. */
  bytes: number | null;
  /** The plain part in somebody's own words; null: derived. */
  plainText: string | null;
  /** What goes along; bytes as they were uploaded. */
  files: readonly { bytes: number }[];
};
/** A variable that some recipients have no value for; of the workspace's own facts, all of them. */
export type MissingValue = { name: string; fallback: string; contacts: number };
/** What only the server can count. */
export type CountedFacts = {
  eligible: number;
  total: number;
  missing: readonly MissingValue[];
  /** `limit` null: none. */
  quota: { limit: number | null; used: number };
};

const ok = (id: CheckId, data: Check['data'] = {}): Check => ({ id, level: 'ok', reason: 'ok', data });
const warning = (id: CheckId, reason: string, data: Check['data'] = {}): Check => ({
  id,
  level: 'warning',
  reason,
  data,
});
const blocker = (id: CheckId, reason: string, data: Check['data'] = {}): Check => ({
  id,
  level: 'blocker',
  reason,
  data,
});

function isLine(source: string): boolean {
  const parsed = parseTemplate(source);
  return parsed.ok && parsed.parts.every((part) => typeof part === 'string' || !isLinkVariable(part.name));
}

function checkSubject(subject: string): Check {
  if (subject.trim() === '') return blocker('subject', 'missing');
  if (!isLine(subject)) return blocker('subject', 'template');
  return subject.length > 120 ? warning('subject', 'long', { characters: subject.length }) : ok('subject');
}

function checkPreheader(preheader: string): Check {
  if (preheader.trim() === '') return warning('preheader', 'missing');
  return isLine(preheader) ? ok('preheader') : blocker('preheader', 'template');
}

/** The domain of an address as a sender's field holds it: lower case; '' where there is none. */
export function domainOfAddress(address: string): string {
  const found = /^[^\s@"<>(),:;\\]+@([^\s@]+\.[^\s@.]+)$/.exec(address.trim());
  return (found?.[1] ?? '').toLowerCase();
}

function checkSender(facts: WrittenFacts): Check {
  if (facts.fromAddress.trim() === '') return blocker('sender', 'missing');
  const domain = domainOfAddress(facts.fromAddress);
  if (domain === '') return blocker('sender', 'invalid', { address: facts.fromAddress });
  if (isFreemail(domain)) return blocker('sender', 'freemail', { domain });
  if (!facts.verifiedDomains.includes(domain)) return blocker('sender', 'unverified', { domain });
  return facts.fromName.trim() === '' ? blocker('sender', 'name-missing') : ok('sender', { domain });
}

function checkBlocks(document: NewsletterDocument): Check[] {
  const problems = reviewDocument(document);
  const first = (...kinds: (typeof problems)[number]['problem'][]) => {
    const found = problems.filter(({ problem }) => kinds.includes(problem));
    return found[0] ? { blockId: found[0].blockId, data: { count: found.length } } : undefined;
  };
  const say = (id: CheckId, level: 'warning' | 'blocker', reason: string, found: ReturnType<typeof first>): Check[] =>
    found ? [{ id, level, reason, ...found }] : [];
  const kinds = new Set(allBlocks(document).map(({ type }) => type));
  /** What is not there is not praised. */
  const orOk = (id: CheckId, checks: Check[], there = true): Check[] =>
    checks.length > 0 || !there ? checks : [ok(id)];
  return [
    ...orOk('content', [
      ...say('content', 'blocker', 'empty', first('no-content')),
      ...say('content', 'warning', 'empty-text', first('empty-text')),
      ...say('content', 'warning', 'example-text', first('example-text')),
    ]),
    ...orOk('images', say('images', 'blocker', 'missing', first('image-missing')), kinds.has('image')),
    ...orOk('alt', say('alt', 'warning', 'missing', first('image-without-alt')), kinds.has('image')),
    ...orOk(
      'buttons',
      [
        ...say('buttons', 'blocker', 'label-missing', first('button-without-label')),
        ...say('buttons', 'blocker', 'link-missing', first('button-without-link')),
        ...say('buttons', 'warning', 'links-unfinished', first('links-unfinished')),
      ],
      kinds.has('button') || kinds.has('links'),
    ),
  ];
}

function checkSize(bytes: number | null): Check[] {
  if (bytes === null) return [];
  const kilobytes = Math.ceil(bytes / 1024);
  return [bytes > clippedAt ? warning('size', 'clipped', { kilobytes }) : ok('size', { kilobytes })];
}

/** A derived plain part lacks nothing; one in somebody's own words is sent as it stands. */
function checkText(plainText: string | null): Check[] {
  if (plainText === null) return [];
  const problem = plainTextProblem(plainText);
  return [problem === null ? ok('text') : blocker('text', problem)];
}

/** Files are encoded in base64: four bytes for three, and a break a line. */
export const attachedBytes = (files: readonly { bytes: number }[]): number =>
  files.reduce((sum, { bytes }) => sum + Math.ceil(bytes / 3) * 4 * (78 / 76), 0);

/** Filters look twice at what carries files, and some mailboxes refuse it. */
function checkFiles(files: readonly { bytes: number }[]): Check[] {
  if (files.length === 0) return [];
  const megabytes = Math.max(0.1, Math.round(attachedBytes(files) / 100_000) / 10);
  return [warning('files', 'attached', { count: files.length, megabytes })];
}

/** The checks that need nothing but what was written: live in the editor. The unsubscribe link is part of every footer. */
export function checkWritten(facts: WrittenFacts): Check[] {
  return [
    checkSubject(facts.subject),
    checkPreheader(facts.preheader),
    checkSender(facts),
    ok('unsubscribe'),
    ...checkBlocks(facts.document),
    ...checkText(facts.plainText),
    ...checkSize(facts.bytes),
    ...checkFiles(facts.files),
  ];
}

/** One check for each variable that some lack. */
export function checkMissing(missing: readonly MissingValue[]): Check[] {
  const short = missing.filter(({ contacts }) => contacts > 0);
  if (short.length === 0) return [ok('variables')];
  return short.map(({ name, fallback, contacts }) => {
    const whose = name.startsWith('workspace.') ? 'own-' : '';
    return warning('variables', `${whose}${fallback === '' ? 'blank' : 'fallback'}`, { name, fallback, contacts });
  });
}

function checkQuota({ eligible, quota }: CountedFacts): Check {
  if (quota.limit === null) return ok('quota');
  const left = Math.max(0, quota.limit - quota.used);
  const data = { left, limit: quota.limit, planned: eligible };
  return eligible > left ? blocker('quota', 'exceeded', data) : ok('quota', data);
}

/** Where a campaign stands with the second person's approval: nothing is said where the workspace asks for none. */
export function checkApproval(facts: { required: boolean; approved: boolean; reviewers: number }): Check[] {
  if (!facts.required) return [];
  if (facts.approved) return [ok('approval')];
  return [facts.reviewers === 0 ? blocker('approval', 'nobody') : warning('approval', 'needed')];
}

/** A time that was missed is said, whatever else is in order. */
export function checkTime(state: string): Check[] {
  return state === 'overdue' ? [warning('time', 'missed')] : [];
}

/** Every check before sending. Nothing with a blocker is sent. */
export function checkCampaign(facts: WrittenFacts & CountedFacts): Check[] {
  const { eligible, total } = facts;
  return [
    ...checkWritten(facts),
    eligible > 0 ? ok('audience', { eligible, total }) : blocker('audience', 'empty', { total }),
    ...checkMissing(facts.missing),
    checkQuota(facts),
  ];
}

/** Always there: a contact has an address, a workspace and a campaign their names, a sending its day. */
const certain: ReadonlySet<string> = new Set([
  'contact.address',
  'workspace.name',
  'campaign.name',
  'campaign.subject',
  'campaign.date',
]);

/** The distinct variables of a message that may be without a value. */
export function uncertainVariables(
  document: NewsletterDocument,
  subject: string,
  preheader: string,
  plainText: string | null,
) {
  return collectVariables(document, subject, preheader, plainText).filter(({ name }) => !certain.has(name));
}
