import type { Tone } from '../tone.ts';

export type SeriesTone = Tone | 'soft' | 'ink';

/** A series' colour as a token, so that charts follow theme and surface. */
export function colourOf(tone: SeriesTone): string {
  if (tone === 'soft') return 'color-mix(in oklch, var(--accent) 28%, var(--panel))';
  if (tone === 'ink') return 'var(--ink-3)';
  if (tone === 'neutral') return 'var(--line-strong)';
  return `var(--${tone})`;
}
