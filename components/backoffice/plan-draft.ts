import type { z } from 'zod';
import { type featureNames, planSchema } from '#server/modules/workspaces/schemas.ts';
import { centsOf, typedEuro } from './euro-input.ts';

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

export function draftOf(plan: Plan): PlanDraft {
  const limits = Object.fromEntries(Object.entries(plan.limits).map(([name, value]) => [name, String(value)]));
  const { code, name, features } = plan;
  return {
    id: code,
    code,
    name,
    features,
    start: typedEuro(plan.startCents),
    monthly: typedEuro(plan.monthlyCents),
    limits,
  };
}

/** The plans that were typed, or undefined where one does not fit or two share a code. */
export function readPlans(drafts: PlanDraft[]): Plan[] | undefined {
  const plans = drafts.map((draft) =>
    planSchema.safeParse({
      code: draft.code,
      name: draft.name,
      features: draft.features,
      startCents: centsOf(draft.start),
      monthlyCents: centsOf(draft.monthly),
      limits: Object.fromEntries(
        Object.entries(draft.limits)
          .map(([name, text]) => [name, text.replaceAll(/[\s.]/g, '')] as const)
          .filter(([, text]) => text !== '')
          .map(([name, text]) => [name, Number(text)]),
      ),
    }),
  );
  const read = plans.flatMap((plan) => (plan.success ? [plan.data] : []));
  const codes = new Set(read.map((plan) => plan.code));
  return read.length === drafts.length && codes.size === drafts.length ? read : undefined;
}
