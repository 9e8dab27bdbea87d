'use client';
import { useTranslations } from 'next-intl';
import { Steps } from '#components/ui/steps.tsx';

const steps = ['file', 'columns', 'trial', 'run', 'result'] as const;
export type ImportStep = (typeof steps)[number];
const labels = {
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
}: {
  at: ImportStep;
  problem?: boolean;
  details?: Partial<Record<ImportStep, string>>;
}) {
  const t = useTranslations('contacts.importing');
  const current = steps.indexOf(at);
  return (
    <Steps
      label={t('steps')}
      items={steps.map((id, index) => {
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
