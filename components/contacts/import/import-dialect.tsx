'use client';
import { useTranslations } from 'next-intl';
import { Checkbox } from '#components/ui/checkbox.tsx';
import { Field } from '#components/ui/field.tsx';
import { Section } from '#components/ui/section.tsx';
import { Select } from '#components/ui/select.tsx';
import { type CsvDialect, charsets, delimiters, type ImportPlan } from '#server/modules/contacts/schemas.ts';

const delimiterNames = { ',': 'comma', ';': 'semicolon', '\t': 'tab', '|': 'bar' } as const;
const charsetNames = {
  'utf-8': 'UTF-8',
  'utf-16le': 'UTF-16 LE',
  'utf-16be': 'UTF-16 BE',
  'windows-1252': 'Windows-1252',
} as const;

/** How the bytes become rows: recognised, and correctable. */
export function ImportDialect({ plan, onChange }: { plan: ImportPlan; onChange: (dialect: CsvDialect) => void }) {
  const t = useTranslations('contacts.importing');
  const { charset, delimiter, header } = plan;
  const change = (part: Partial<CsvDialect>) => onChange({ charset, delimiter, header, ...part });
  return (
    <Section title={t('dialect')}>
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label={t('delimiter')}>
          <Select
            value={delimiterNames[delimiter]}
            onValueChange={(value) => {
              const chosen = delimiters.find((one) => delimiterNames[one] === value);
              if (chosen) change({ delimiter: chosen });
            }}
            options={delimiters.map((one) => ({
              value: delimiterNames[one],
              label: t(`delimiters.${delimiterNames[one]}`),
            }))}
          />
        </Field>
        <Field label={t('charset')}>
          <Select
            value={charset}
            onValueChange={(value) => {
              const chosen = charsets.find((one) => one === value);
              if (chosen) change({ charset: chosen });
            }}
            options={charsets.map((value) => ({ value, label: charsetNames[value] }))}
          />
        </Field>
      </div>
      <div className="mt-4">
        <Checkbox
          label={t('header')}
          checked={header}
          onCheckedChange={(checked) => change({ header: checked === true })}
        />
      </div>
    </Section>
  );
}
