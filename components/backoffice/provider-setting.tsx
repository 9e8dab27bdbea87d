'use client';
import { useLocale, useTranslations } from 'next-intl';
import { useState } from 'react';
import { Checkbox } from '#components/ui/checkbox.tsx';
import { Field } from '#components/ui/field.tsx';
import { Input } from '#components/ui/input.tsx';
import { Textarea } from '#components/ui/textarea.tsx';
import type { SettingRow } from './outputs.ts';
import { SettingFrame } from './setting-frame.tsx';
import { typedSetting } from './setting-text.ts';
import { unitOf } from './setting-unit.ts';

/** A setting that is typed as text: words, a number, an amount, or lines. */
export function ProviderSetting({ row }: { row: Exclude<SettingRow, { control: 'plans' }> }) {
  const { control } = row;
  const t = useTranslations('backoffice.settings');
  const refusals = useTranslations('ui.validation');
  const stored = typedSetting(control, row.value, useLocale());
  const [typed, setTyped] = useState<string | null>(null);
  const text = typed ?? stored;
  const unit = unitOf(row.key);
  const more = control === 'lines' ? t('perLine') : row.key.startsWith('legal.') && text === '' ? t('emptyLegal') : '';
  const help = [t(`help.${row.key}`), more].filter(Boolean).join(' ');
  const long = control === 'lines' || control === 'long-text';
  return (
    <SettingFrame
      row={row}
      dirty={text !== stored}
      read={async () => {
        const { readSetting } = await import('./read-setting.ts');
        const read = readSetting(row.key, control, text);
        if ('value' in read) return read;
        return { refusal: refusals(read.refusal.key, { count: read.refusal.count ?? 0 }) };
      }}
      onReset={() => setTyped(null)}
    >
      {(error) =>
        control === 'switch' ? (
          <Checkbox
            label={t(`labels.${row.key}`)}
            checked={text === 'true'}
            onCheckedChange={(checked) => setTyped(String(checked))}
            help={help}
          />
        ) : (
          <Field label={t(`labels.${row.key}`)} error={error} help={help}>
            {long ? (
              <Textarea
                rows={row.key.startsWith('legal.') ? 6 : 3}
                value={text}
                onChange={(event) => setTyped(event.target.value)}
              />
            ) : (
              <span className="flex items-center gap-2">
                <Input
                  value={text}
                  inputMode={control === 'text' ? 'text' : 'decimal'}
                  className={control === 'text' ? '' : 'max-w-40'}
                  onChange={(event) => setTyped(event.target.value)}
                />
                {(unit || control === 'euro') && (
                  <span className="text-table text-ink-2">{unit ? t(`units.${unit}`) : '€'}</span>
                )}
              </span>
            )}
          </Field>
        )
      }
    </SettingFrame>
  );
}
