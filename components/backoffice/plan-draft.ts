import type { z } from 'zod';
import { formatWhole } from '#components/ui/number-format.ts';
import type { Refusal } from '#components/ui/validation.ts';
import { planSchema } from '#server/modules/workspaces/schemas.ts';
import type { featureNames } from '#server/modules/workspaces/values.ts';
import { centsOf, typedEuro } from './euro-input.ts';
import { inEuro, type Reading, readWith, typedNumber } from './reading.ts';

export type Plan = z.infer<typeof planSchema>;
export const limitNames = ['contacts', 'messagesPerMonth', 'mailboxes', 'monitoredMessagesPerMonth'] as const;

/** A plan as it is typed. `id` only tells the rows of the form apart. */
export type PlanDraft = {
  id: string;
  code: string;
  name: string;
  features: (typeof featureNames)[number][];
  start: string;
  monthly: string;
  limits: Record<string, string>;
};

export function draftOf(plan: Plan, locale: string): PlanDraft {
  const limits = Object.fromEntries(
    Object.entries(plan.limits).map(([name, value]) => [name, formatWhole(locale, value)]),
  );
  const { code, name, features } = plan;
  return {
    id: code,
    code,
    name,
    features,
    start: typedEuro(plan.startCents, locale),
    monthly: typedEuro(plan.monthlyCents, locale),
    limits,
  };
}

/** What is wrong with the fields of one plan, by their paths in the schema; `code` also where two plans share it. */
export type PlanRefusals = Partial<Record<string, Refusal>>;

function readPlan(draft: PlanDraft): Reading<Plan> {
  const limits = limitNames.map((name) => {
    const typed = draft.limits[name] ?? '';
    return [name, typedNumber(typed, (text) => Number(text.replaceAll(/[\s.,]/g, '')))] as const;
  });
  const read = readWith(planSchema, {
    code: draft.code,
    name: draft.name,
    features: draft.features,
    startCents: typedNumber(draft.start, centsOf),
    monthlyCents: typedNumber(draft.monthly, centsOf),
    limits: Object.fromEntries(limits.filter(([, limit]) => limit !== undefined)),
  });
  if ('value' in read) return read;
  const cents = ['startCents', 'monthlyCents'];
  const told = Object.entries(read.refusals).map(([path, one]) => [path, cents.includes(path) ? inEuro(one) : one]);
  return { refusals: Object.fromEntries(told) };
}

/** The plans that were typed, or what is wrong with which, by the drafts' ids. */
export function readPlans(
  drafts: PlanDraft[],
): { value: Plan[] } | { refusals: Partial<Record<string, PlanRefusals>> } {
  const codes = drafts.map((draft) => draft.code.trim()).filter((code) => code !== '');
  const read = drafts.map((draft): Reading<Plan> => {
    const repeated = codes.filter((code) => code === draft.code.trim()).length > 1;
    return repeated ? { refusals: { code: { key: 'repeated' } } } : readPlan(draft);
  });
  const refused = read.flatMap((one, index) => ('refusals' in one ? [[drafts[index]?.id ?? '', one.refusals]] : []));
  if (refused.length > 0) return { refusals: Object.fromEntries(refused) };
  return { value: read.flatMap((one) => ('value' in one ? [one.value] : [])) };
}
