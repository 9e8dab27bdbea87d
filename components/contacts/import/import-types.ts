import type { inferRouterOutputs } from '@trpc/server';
import type { ColumnTarget, ImportKind, ImportPlan } from '#server/modules/contacts/schemas.ts';
import { targetName } from '#server/modules/contacts/values.ts';
import type { AppRouter } from '#server/root-router.ts';
import type { ImportStep } from './import-steps.tsx';

export type ImportView = inferRouterOutputs<AppRouter>['contacts']['import'];
export type ImportPreview = inferRouterOutputs<AppRouter>['contacts']['previewImport'];

/** The step of the wizard that an import's state means. */
export function stepOf({ state, dryRun }: Pick<ImportView, 'state' | 'dryRun'>): ImportStep {
  if (state === 'uploaded') return 'columns';
  if (dryRun) return state === 'failed' || state === 'cancelled' ? 'columns' : 'trial';
  return state === 'queued' || state === 'running' ? 'run' : 'result';
}

/** A target as the value of a select, and back. */
export function targetValue(target: ColumnTarget): string {
  return target.kind === 'attribute' ? `attribute:${target.key}` : target.kind;
}

export function targetOf(value: string, column: string): ColumnTarget {
  const [kind, key = ''] = value.split(':');
  switch (kind) {
    case 'address':
    case 'first-name':
    case 'last-name':
    case 'full-name':
    case 'language':
    case 'reason':
    case 'since':
      return { kind };
    case 'attribute':
      return { kind, key };
    case 'new-attribute':
      return { kind, label: column.slice(0, 60) };
    default:
      return { kind: 'ignore' };
  }
}

/** What keeps a plan from being tried, as a key of the messages, with the column's name where there is one. */
export type PlanProblem =
  | { key: 'noAddress' | 'twoAddresses' | 'evidenceMissing' }
  | { key: 'targetTwice'; column: string };

export function planProblem(plan: ImportPlan, kind: ImportKind): PlanProblem | undefined {
  const addresses = plan.mapping.filter((target) => target.kind === 'address').length;
  if (addresses === 0) return { key: 'noAddress' };
  if (addresses > 1) return { key: 'twoAddresses' };
  const taken = new Set<string>();
  for (const [index, target] of plan.mapping.entries()) {
    if (target.kind === 'ignore') continue;
    if (taken.has(targetName(target))) return { key: 'targetTwice', column: plan.columns[index] ?? '' };
    taken.add(targetName(target));
  }
  return kind === 'contacts' && plan.evidence.trim() === '' ? { key: 'evidenceMissing' } : undefined;
}
