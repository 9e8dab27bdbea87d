'use client';
import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useTRPC } from '#components/trpc.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { Section } from '#components/ui/section.tsx';
import { Select } from '#components/ui/select.tsx';
import { PlainTable } from '#components/ui/table-cells.tsx';
import type { ColumnTarget, ImportKind, ImportPlan } from '#server/modules/contacts/schemas.ts';
import { type ImportPreview, targetOf, targetValue } from './import-types.ts';

const fixed = {
  contacts: ['ignore', 'address', 'first-name', 'last-name', 'full-name', 'language'],
  suppression: ['ignore', 'address', 'reason', 'since'],
} as const satisfies Record<ImportKind, ColumnTarget['kind'][]>;

type Props = {
  kind: ImportKind;
  plan: ImportPlan;
  preview: ImportPreview;
  onChange: (mapping: ColumnTarget[]) => void;
};

/** Each column of the file with an example, and what it becomes. */
export function ImportMapping({ kind, plan, preview, onChange }: Props) {
  const t = useTranslations('contacts');
  const trpc = useTRPC();
  const { data: attributes } = useQuery(trpc.contacts.attributes.queryOptions());
  const options = (column: string) => [
    ...fixed[kind].map((value) => ({ value, label: t(`importing.targets.${value}`) })),
    ...(kind === 'contacts'
      ? [
          ...(attributes ?? []).map(({ key, label }) => ({ value: `attribute:${key}`, label })),
          { value: 'new-attribute', label: t('importing.targets.new-attribute', { name: column }) },
        ]
      : []),
  ];
  const warnings = plan.columns.flatMap((column, index) => {
    const looks = preview.sensitive[index];
    return looks ? [{ id: `${index} ${column}`, column, looks, left: plan.mapping[index]?.kind === 'ignore' }] : [];
  });
  const example = (index: number) =>
    preview.rows.map((row) => row[index] ?? '').find((cell) => cell.trim() !== '') ?? '–';
  return (
    <>
      {warnings.map(({ id, column, looks, left }) => (
        <Notice
          key={id}
          tone="wait"
          title={t('importing.columnSensitive', { name: column, kind: t(`attributes.sensitiveKinds.${looks}`) })}
        >
          {left ? t('importing.columnSensitiveBody') : t('attributes.sensitiveBody')}
        </Notice>
      ))}
      <Section title={t('importing.columns')} inset={false}>
        <PlainTable
          label={t('importing.columns')}
          head={[
            { label: t('importing.inFile') },
            { label: t('importing.example') },
            { label: t('importing.becomes') },
          ]}
          rows={plan.columns.map((column, index) => [
            <span key="name" className="font-medium">
              {column}
            </span>,
            <span key="example" className="line-clamp-1 font-mono text-caption text-ink-2 [overflow-wrap:anywhere]">
              {example(index)}
            </span>,
            <Select
              key="target"
              label={`${column}: ${t('importing.becomes')}`}
              value={targetValue(plan.mapping[index] ?? { kind: 'ignore' })}
              options={options(column)}
              onValueChange={(value) =>
                onChange(plan.mapping.map((target, at) => (at === index ? targetOf(value, column) : target)))
              }
            />,
          ])}
        />
      </Section>
    </>
  );
}
