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

/** Words that say it of a person in a cell, beside those that name a column. */
const values: Partial<Record<SensitiveKind, readonly string[]>> = {
  belief: [
    'cattolic',
    'catholic',
    'musulman',
    'muslim',
    'ebre',
    'jewish',
    'buddis',
    'buddhis',
    'ortodoss',
    'valdes',
    'atea',
    'ateo',
    'atheis',
    'induist',
  ],
  health: [
    'celiac',
    'coeliac',
    'diabet',
    'asmatic',
    'asthma',
    'incinta',
    'tumor',
    'cancer',
    'hiv',
    'depression',
    'epiless',
  ],
  sexuality: ['omosessual', 'eterosessual', 'bisessual', 'gay', 'lesbic', 'lesbian', 'homosexual', 'transgender'],
};
const OFTEN = 0.1;

/**
 * What a column of a file looks like: by its name, else by what stands in its cells, where at least two and a tenth of the filled ones
 * betray the same kind. Long texts are not read: a note of forty words says something somewhere.
 */
export function sensitiveColumn(label: string, cells: readonly string[]): SensitiveKind | null {
  const named = sensitiveKind(label);
  if (named) return named;
  const filled = cells.filter((cell) => cell.trim() !== '' && !cell.includes('@'));
  const hits = new Map<SensitiveKind, number>();
  for (const cell of filled) {
    const kind = cell.length <= 60 ? (sensitiveKind(cell) ?? valueKind(cell)) : null;
    if (kind) hits.set(kind, (hits.get(kind) ?? 0) + 1);
  }
  const [kind, count] = [...hits].sort(([, a], [, b]) => b - a)[0] ?? [];
  return kind && count && count >= 2 && count >= filled.length * OFTEN ? kind : null;
}

function valueKind(cell: string): SensitiveKind | null {
  const parts = cell
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[^a-z0-9]+/);
  for (const [kind, beginnings] of Object.entries(values)) {
    if (beginnings.some((beginning) => parts.some((part) => part.startsWith(beginning)))) return kind as SensitiveKind;
  }
  return null;
}
