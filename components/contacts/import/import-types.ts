import type { inferRouterOutputs } from '@trpc/server';
import type { ColumnTarget, ImportPlan } from '#server/modules/contacts/schemas.ts';
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
      return { kind };
    case 'attribute':
      return { kind, key };
    case 'new-attribute':
      return { kind, label: column.slice(0, 60) };
    default:
      return { kind: 'ignore' };
  }
}

/** What keeps a plan from being tried, as a key of the messages; undefined when nothing does. */
export function planProblem(plan: ImportPlan): 'noAddress' | 'twoAddresses' | 'evidenceMissing' | undefined {
  const addresses = plan.mapping.filter((target) => target.kind === 'address').length;
  if (addresses === 0) return 'noAddress';
  if (addresses > 1) return 'twoAddresses';
  return plan.evidence.trim() === '' ? 'evidenceMissing' : undefined;
}
