import type { z } from 'zod';
import type { Refusal } from '#components/ui/validation.ts';
import { type ProviderSettingKey, providerSettingsSchema } from '#server/modules/workspaces/schemas.ts';
import { centsOf } from './euro-input.ts';
import { inEuro, readWith, typedNumber } from './reading.ts';
import type { SettingControl } from './setting-text.ts';

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
