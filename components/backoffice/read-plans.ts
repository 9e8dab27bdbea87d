import { planSchema } from '#server/modules/workspaces/schemas.ts';
import { centsOf } from './euro-input.ts';
import { limitNames, type Plan, type PlanDraft, type PlanRefusals } from './plan-draft.ts';
import { inEuro, type Reading, readWith, typedNumber } from './reading.ts';

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
