export const presetNames = ['announcement', 'newsletter', 'event', 'consent'] as const;
export type PresetName = (typeof presetNames)[number];
