/** An attribute's key from its label: letters, digits and underscores, at most 40; the name of its variable in texts. */
export function attributeKey(label: string): string {
  const ascii = label
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '_')
    .replaceAll(/^_+|_+$/g, '')
    .slice(0, 40);
  return ascii === '' ? 'campo' : /^\d/.test(ascii) ? `campo_${ascii}`.slice(0, 40) : ascii;
}

/** The same, with a number where the key is taken. */
export function freeAttributeKey(label: string, taken: ReadonlySet<string>): string {
  const base = attributeKey(label);
  if (!taken.has(base)) return base;
  for (let serial = 2; ; serial++) {
    const key = `${base.slice(0, 36)}_${serial}`;
    if (!taken.has(key)) return key;
  }
}
