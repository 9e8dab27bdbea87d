export const staffAccessLevels = ['look', 'act'] as const;
