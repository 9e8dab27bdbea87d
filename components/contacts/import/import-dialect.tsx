'use client';
import { useTranslations } from 'next-intl';
import { Checkbox } from '#components/ui/checkbox.tsx';
import { Field } from '#components/ui/field.tsx';
import { Section } from '#components/ui/section.tsx';
import { Select } from '#components/ui/select.tsx';
import type { CsvDialect, ImportPlan } from '#server/modules/contacts/schemas.ts';
import { charsets, delimiters } from '#server/modules/contacts/values.ts';

const delimiterNames = { ',': 'comma', ';': 'semicolon', '\t': 'tab', '|': 'bar' } as const;
const charsetNames = {
  'utf-8': 'UTF-8',
  'utf-16le': 'UTF-16 LE',
  'utf-16be': 'UTF-16 BE',
  'windows-1252': 'Windows-1252',
} as const;
const quotings = {
  double: { quote: '"', escape: 'double' },
  doubleBackslash: { quote: '"', escape: 'backslash' },
  single: { quote: "'", escape: 'double' },
  singleBackslash: { quote: "'", escape: 'backslash' },
  none: { quote: '', escape: 'double' },
} as const satisfies Record<string, Pick<CsvDialect, 'quote' | 'escape'>>;
const quotingNames = Object.keys(quotings) as (keyof typeof quotings)[];

const quotingOf = ({ quote, escape: escaping }: CsvDialect) =>
  quotingNames.find((name) => quotings[name].quote === quote && quotings[name].escape === escaping) ?? 'none';

type Props = { dialect: CsvDialect; sheet: ImportPlan['sheet']; onChange: (dialect: CsvDialect) => void };

/** How the bytes become rows: recognised, and correctable. A workbook leaves only its first row to ask about. */
export function ImportDialect({ dialect, sheet, onChange }: Props) {
  const t = useTranslations('contacts.importing');
  const { charset, delimiter, header } = dialect;
  const change = (part: Partial<CsvDialect>) => onChange({ ...dialect, ...part });
  return (
    <Section title={t('dialect')}>
      {sheet ? (
        <p className="text-body">
          {t('sheet', { name: sheet.name })} {t('sheetOthers', { count: sheet.others })}
        </p>
      ) : (
        <div className="grid gap-4 sm:grid-cols-2 lg:grid-cols-3">
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
          <Field label={t('quote')}>
            <Select
              value={quotingOf(dialect)}
              onValueChange={(value) => {
                const chosen = quotingNames.find((name) => name === value);
                if (chosen) change(quotings[chosen]);
              }}
              options={quotingNames.map((value) => ({ value, label: t(`quotes.${value}`) }))}
            />
          </Field>
        </div>
      )}
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
