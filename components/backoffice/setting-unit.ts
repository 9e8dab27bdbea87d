import type { ProviderSettingKey } from '#server/modules/workspaces/schemas.ts';

export const settingUnits = ['days', 'hours', 'minutes', 'percent', 'mbit', 'bits'] as const;
export type SettingUnit = (typeof settingUnits)[number];

/** The settings whose names end in a time that is not their unit. */
const plain: readonly string[] = [
  'forms.mails-per-day',
  'forms.sign-ups-per-hour',
  'forms.plain-sign-ups-per-hour',
  'sales.enquiries-per-hour',
  'sending.forwards-per-friend-day',
  'sending.forwards-per-network-hour',
];

/** What a number counts, by the end of its setting's name; null for what counts things, or is no number. */
export function unitOf(key: ProviderSettingKey): SettingUnit | null {
  if (plain.includes(key)) return null;
  return settingUnits.find((unit) => key.endsWith(`-${unit}`)) ?? null;
}
