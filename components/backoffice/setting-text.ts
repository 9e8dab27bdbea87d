import type { z } from 'zod';
import type { Refusal } from '#components/ui/validation.ts';
import { type ProviderSettingKey, providerSettingsSchema } from '#server/modules/workspaces/schemas.ts';
import { centsOf, typedDecimal, typedEuro } from './euro-input.ts';
import { inEuro, readWith, typedNumber } from './reading.ts';

/** How a setting is typed: from its schema, so that a further one needs only its label. */
export type SettingControl = 'text' | 'long-text' | 'number' | 'euro' | 'lines' | 'switch' | 'plans';

const LONG = 1000;

export function controlOf(key: ProviderSettingKey): SettingControl {
  if (key === 'catalogue.plans') return 'plans';
  const { innerType } = providerSettingsSchema.shape[key].def;
  if (innerType.def.type === 'boolean') return 'switch';
  if (innerType.def.type === 'number') return key.endsWith('-cents') ? 'euro' : 'number';
  if (innerType.def.type === 'array') return 'lines';
  const longest = 'maxLength' in innerType ? (innerType.maxLength ?? 0) : 0;
  return longest >= LONG ? 'long-text' : 'text';
}

/** A value as it stands in its control. */
export function typedSetting(control: SettingControl, value: unknown, locale: string): string {
  if (control === 'euro') return typedEuro(Number(value), locale);
  if (control === 'number') return typedDecimal(String(value ?? ''), locale);
  if (control === 'lines') return (Array.isArray(value) ? value : []).join('\n');
  return String(value ?? '');
}

/** What was typed as the setting's value, or why it is none. Amounts are told in euro, as they are typed. */
export function readSetting(
  key: ProviderSettingKey,
  control: Exclude<SettingControl, 'plans'>,
  text: string,
): { value: unknown } | { refusal: Refusal } {
  const lines = text.split('\n').map((line) => line.trim());
  const readings: Record<typeof control, unknown> = {
    text,
    'long-text': text,
    number: typedNumber(text, (typed) => Number(typed.replace(',', '.'))),
    euro: typedNumber(text, centsOf),
    lines: lines.filter((line) => line !== ''),
    switch: text === 'true',
  };
  const schema: z.ZodType<unknown> = providerSettingsSchema.shape[key].def.innerType;
  const read = readWith(schema, readings[control]);
  if ('value' in read) return read;
  const [refusal] = Object.values(read.refusals);
  return { refusal: (control === 'euro' ? inEuro(refusal) : refusal) ?? { key: 'format' } };
}
