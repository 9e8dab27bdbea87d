import { type ProviderSettingKey, providerSettingsSchema } from '../workspaces/schemas.ts';

type TypedSettingKey = Exclude<ProviderSettingKey, 'catalogue.plans'>;
type SettingControl = 'text' | 'long-text' | 'number' | 'euro' | 'lines' | 'switch';

const LONG = 1000;

/** How a setting is typed: from its schema, so that a further one needs only its label. */
export function controlOf(key: TypedSettingKey): SettingControl {
  const { innerType } = providerSettingsSchema.shape[key].def;
  if (innerType.def.type === 'boolean') return 'switch';
  if (innerType.def.type === 'number') return key.endsWith('-cents') ? 'euro' : 'number';
  if (innerType.def.type === 'array') return 'lines';
  const longest = 'maxLength' in innerType ? (innerType.maxLength ?? 0) : 0;
  return longest >= LONG ? 'long-text' : 'text';
}
