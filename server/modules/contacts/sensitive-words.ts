/** The kinds of data that must not be entered (H26), with the beginnings of the words that betray them, Italian and English. */
const words = {
  origin: ['razz', 'etni', 'race', 'racial', 'ethnic'],
  belief: [
    'religion',
    'religios',
    'fede',
    'culto',
    'credo',
    'filosofi',
    'philosoph',
    'faith',
    'belief',
    'church',
    'parrocchi',
  ],
  politics: ['politic', 'partit', 'elettoral', 'party', 'vote', 'voto'],
  union: ['sindacat', 'sindacal', 'union', 'cgil', 'cisl', 'uil'],
  health: [
    'salute',
    'sanitar',
    'malatti',
    'patologi',
    'disabil',
    'invalid',
    'handicap',
    'allergi',
    'diagnosi',
    'terapi',
    'farmac',
    'gravidanz',
    'vaccin',
    'health',
    'illness',
    'disease',
    'medical',
    'therapy',
    'pregnan',
    'medic',
  ],
  sexuality: ['sessual', 'orientamento', 'sexual', 'gender identity', 'identita di genere'],
} as const;
export type SensitiveKind = keyof typeof words;

/** Short words that must stand whole: `uil` is a union, `build` is not. */
const WHOLE = new Set([
  'fede',
  'race',
  'credo',
  'culto',
  'uil',
  'cgil',
  'cisl',
  'union',
  'party',
  'vote',
  'voto',
  'invalid',
]);

/**
 * Which kind of sensitive data a label looks like, or null. It warns and never refuses: `Partita IVA` is no party, and only
 * the customer knows what a column holds.
 */
export function sensitiveKind(label: string): SensitiveKind | null {
  const text = label.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();
  const parts = text.split(/[^a-z0-9]+/);
  for (const [kind, beginnings] of Object.entries(words)) {
    for (const beginning of beginnings) {
      const hit = beginning.includes(' ')
        ? text.replaceAll(/[^a-z0-9]+/g, ' ').includes(beginning)
        : parts.some((part) => (WHOLE.has(beginning) ? part === beginning : part.startsWith(beginning)));
      if (hit && !(beginning === 'partit' && /\bpartita\b/.test(text))) return kind as SensitiveKind;
    }
  }
  return null;
}
