'use client';
import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useTRPC } from '#components/trpc.tsx';
import { Combobox } from '#components/ui/combobox.tsx';
import { Field } from '#components/ui/field.tsx';
import { RadioGroup } from '#components/ui/radio-group.tsx';
import { Section } from '#components/ui/section.tsx';
import { Select } from '#components/ui/select.tsx';
import { Textarea } from '#components/ui/textarea.tsx';
import type { ImportPlan } from '#server/modules/contacts/schemas.ts';
import { conflictChoices, legalBases } from '#server/modules/contacts/values.ts';
import { useGroupOptions } from '../group-options.ts';

const NONE = 'none';
const conflictOrder = ['overwrite', 'fill', 'keep'] as const;

type Props = { plan: ImportPlan; invalid: boolean; onChange: (part: Partial<ImportPlan>) => void };

/** Where the contacts go, what they are subscribed to, and the words that prove why. */
export function ImportDestination({ plan, invalid, onChange }: Props) {
  const t = useTranslations('contacts');
  const trpc = useTRPC();
  const groups = useGroupOptions();
  const { data: topics } = useQuery(trpc.contacts.topics.queryOptions());
  return (
    <Section title={t('importing.destination')}>
      <div className="grid max-w-xl grid-cols-1 gap-4">
        <Field label={t('importing.conflict')}>
          <RadioGroup
            value={plan.conflict}
            onValueChange={(value) =>
              onChange({ conflict: conflictChoices.find((one) => one === value) ?? plan.conflict })
            }
            options={conflictOrder.map((value) => ({
              value,
              label: t(`importing.conflicts.${value}`),
              help: t(`importing.conflicts.${value}Help`),
            }))}
          />
        </Field>
        <Field label={t('group')} optional>
          <Combobox
            value={plan.groupId ?? NONE}
            onValueChange={(value) => onChange({ groupId: value === NONE ? null : value })}
            options={[{ value: NONE, label: t('none') }, ...groups]}
          />
        </Field>
        <Field label={t('importing.topic')}>
          <Select
            value={plan.topicId ?? topics?.[0]?.id ?? ''}
            onValueChange={(topicId) => onChange({ topicId })}
            options={(topics ?? []).map(({ id, name }) => ({ value: id, label: name }))}
          />
        </Field>
        <Field label={t('importing.basis')}>
          <Select
            value={plan.basis}
            onValueChange={(value) => onChange({ basis: legalBases.find((one) => one === value) ?? 'consent' })}
            options={legalBases.map((value) => ({ value, label: t(`detail.basis.${value}`) }))}
          />
        </Field>
        <Field
          label={t('importing.evidence')}
          help={t('importing.evidenceHelp')}
          {...(invalid ? { error: t('importing.evidenceMissing') } : {})}
        >
          <Textarea
            rows={3}
            maxLength={4000}
            value={plan.evidence}
            onChange={(event) => onChange({ evidence: event.target.value })}
          />
        </Field>
      </div>
    </Section>
  );
}
