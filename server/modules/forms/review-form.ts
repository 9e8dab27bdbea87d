import { contrast, inkOn } from '#shared/forms/contrast.ts';
import { fillNames } from '#shared/forms/form-texts.ts';
import { fieldId } from '#shared/forms/view-of.ts';
import type { FormDefinition, FormIssue } from './schemas.ts';

export type ReviewFacts = {
  provider: string;
  workspace: string;
  topicIds: ReadonlySet<string>;
  groups: ReadonlyMap<string, string>;
  attributes: ReadonlyMap<string, { type: string; label: string; choices: readonly string[] }>;
  /** Whether a label looks like data that must not be asked for (H26). */
  sensitive: (label: string) => boolean;
};

/** What the notice must say of tracking (H20), in either language. */
const told = {
  'privacy-tracking': [/apertur|aprit|apert[oaie]|\bopen/i, /\bclic|click|collegament|\blink/i],
  'privacy-count': [
    /numer|quant[eio]|conteggi|count|number|how (many|often)/i,
    /\bdat[ae]\b|quando|giorno|ora\b|date|when|time/i,
  ],
} as const;

/** Why a form can't be published, and what had better be mended; pure. */
export function reviewForm(form: FormDefinition, facts: ReviewFacts): FormIssue[] {
  const issues: FormIssue[] = [];
  const add = (severity: FormIssue['severity'], code: FormIssue['code'], about = '') =>
    issues.push({ severity, code, about });
  const { texts, look, consents, groups, privacy } = form;
  if (texts.title === '') add('error', 'title');
  if (texts.button === '') add('error', 'button');
  if (texts.thanks === '') add('error', 'thanks');
  if (consents.receive === '') add('error', 'consent');
  if (form.topicIds.length === 0) add('error', 'topic');
  if (form.topicIds.some((one) => !facts.topicIds.has(one))) add('error', 'topic-gone');
  const chosen = [...groups.always, ...groups.offered.map((one) => one.id)];
  if (chosen.some((one) => !facts.groups.has(one))) add('error', 'group-gone');

  for (const field of form.fields) {
    if (field.label === '') add('error', 'label', fieldId(field));
    const attribute = field.kind === 'attribute' ? facts.attributes.get(field.key) : undefined;
    if (field.kind === 'attribute' && !attribute) add('error', 'attribute-gone', field.label || field.key);
    if (attribute?.type === 'choice' && attribute.choices.length === 0) add('error', 'choices', field.label);
  }
  for (const { label } of groups.offered) if (label === '') add('error', 'label', groups.label);

  const notice = fillNames(privacy.text, facts);
  if (!notice.toLowerCase().includes(facts.provider.toLowerCase())) add('error', 'privacy-provider');
  for (const [code, patterns] of Object.entries(told)) {
    if (patterns.some((pattern) => !pattern.test(notice))) add('error', code as keyof typeof told);
  }

  if (contrast(look.ground, look.ink) < 4.5) add('warning', 'contrast-text');
  if (contrast(look.accent, inkOn(look.accent)) < 4.5 || contrast(look.accent, look.ground) < 3) {
    add('warning', 'contrast-button');
  }
  const names = [
    ...form.fields.flatMap((field) => [
      field.label,
      ...(field.kind === 'attribute' ? [facts.attributes.get(field.key)?.label ?? ''] : []),
    ]),
    ...groups.offered.flatMap((one) => [one.label, facts.groups.get(one.id) ?? '']),
  ];
  for (const label of new Set(names)) if (label !== '' && facts.sensitive(label)) add('warning', 'sensitive', label);
  return issues;
}
