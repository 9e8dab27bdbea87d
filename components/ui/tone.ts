/** The four meanings, and the accent. A tone never speaks alone: a word stands beside it. */
export type Tone = 'good' | 'wait' | 'bad' | 'accent' | 'neutral';

export const washOf: Record<Tone, string> = {
  good: 'bg-good-wash text-good',
  wait: 'bg-wait-wash text-wait',
  bad: 'bg-bad-wash text-bad',
  accent: 'bg-accent-wash text-accent',
  neutral: 'bg-hover text-ink-2',
};

export const fillOf: Record<Tone, string> = {
  good: 'bg-good',
  wait: 'bg-wait',
  bad: 'bg-bad',
  accent: 'bg-accent',
  neutral: 'bg-ink-3',
};
