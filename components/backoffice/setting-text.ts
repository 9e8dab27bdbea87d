import { type ProviderSettingKey, providerSettingsSchema } from '#server/modules/workspaces/schemas.ts';
import { centsOf, typedEuro } from './euro-input.ts';

/** How a setting is typed: from its schema, so that a further one needs only its label. */
export type SettingControl = 'text' | 'long-text' | 'number' | 'euro' | 'lines' | 'plans';

const LONG = 1000;

export function controlOf(key: ProviderSettingKey): SettingControl {
  if (key === 'catalogue.plans') return 'plans';
  const { innerType } = providerSettingsSchema.shape[key].def;
  if (innerType.def.type === 'number') return key.endsWith('-cents') ? 'euro' : 'number';
  if (innerType.def.type === 'array') return 'lines';
  const longest = 'maxLength' in innerType ? (innerType.maxLength ?? 0) : 0;
  return longest >= LONG ? 'long-text' : 'text';
}

/** A value as it stands in its control. */
export function typedSetting(control: SettingControl, value: unknown): string {
  if (control === 'euro') return typedEuro(Number(value));
  if (control === 'lines') return (Array.isArray(value) ? value : []).join('\n');
  return String(value ?? '');
}

/** What was typed as the setting's value, or undefined where it does not fit its schema. */
export function readSetting(
  key: ProviderSettingKey,
  control: SettingControl,
  text: string,
): { value: unknown } | undefined {
  const lines = text.split('\n').map((line) => line.trim());
  const number = text.trim() === '' ? Number.NaN : Number(text.trim().replace(',', '.'));
  const readings: Record<Exclude<SettingControl, 'plans'>, unknown> = {
    text,
    'long-text': text,
    number,
    euro: centsOf(text),
    lines: lines.filter((line) => line !== ''),
  };
  if (control === 'plans') return undefined;
  const parsed = providerSettingsSchema.shape[key].def.innerType.safeParse(readings[control]);
  return parsed.success ? { value: parsed.data } : undefined;
}
