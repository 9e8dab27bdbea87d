import { typedDecimal, typedEuro } from './euro-input.ts';
import type { SettingRow } from './outputs.ts';

export type SettingControl = SettingRow['control'];

/** A value as it stands in its control. */
export function typedSetting(control: SettingControl, value: unknown, locale: string): string {
  if (control === 'euro') return typedEuro(Number(value), locale);
  if (control === 'number') return typedDecimal(String(value ?? ''), locale);
  if (control === 'lines') return (Array.isArray(value) ? value : []).join('\n');
  return String(value ?? '');
}
