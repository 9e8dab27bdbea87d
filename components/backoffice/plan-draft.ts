import type { z } from 'zod';
import { formatWhole } from '#components/ui/number-format.ts';
import type { Refusal } from '#components/ui/validation.ts';
import type { planSchema } from '#server/modules/workspaces/schemas.ts';
import type { featureNames } from '#server/modules/workspaces/values.ts';
import { typedEuro } from './euro-input.ts';

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
