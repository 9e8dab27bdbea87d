'use client';
import { useTranslations } from 'next-intl';
import { Steps } from '#components/ui/steps.tsx';
import type { ImportKind } from '#server/modules/contacts/schemas.ts';

const steps = ['suppression', 'file', 'columns', 'trial', 'run', 'result'] as const;
export type ImportStep = (typeof steps)[number];
const labels = {
  suppression: 'stepSuppression',
  file: 'stepFile',
  columns: 'stepColumns',
  trial: 'stepTrial',
  run: 'stepRun',
  result: 'stepResult',
} as const;

/** Where a wizard stands. `details` say what each step came to. */
export function ImportSteps({
  at,
  problem = false,
  details = {},
  kind = 'contacts',
}: {
  at: ImportStep;
  problem?: boolean;
  details?: Partial<Record<ImportStep, string>>;
  kind?: ImportKind;
}) {
  const t = useTranslations('contacts.importing');
  // A suppression list is the first step's own file.
  const shown: readonly ImportStep[] = kind === 'contacts' ? steps : steps.filter((step) => step !== 'suppression');
  const current = shown.indexOf(at);
  return (
    <Steps
      label={t('steps')}
      items={shown.map((id, index) => {
        const detail = details[id];
        const here =
          at === 'result' && !problem ? ('done' as const) : problem ? ('problem' as const) : ('current' as const);
        return {
          id,
          label: t(labels[id]),
          ...(detail === undefined ? {} : { detail }),
          state: index < current ? ('done' as const) : index === current ? here : ('todo' as const),
        };
      })}
    />
  );
}
