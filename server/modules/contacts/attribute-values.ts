import type { AttributeType } from './schemas.ts';

export type AttributeValue = string | number | boolean;
export type AttributeShape = { key: string; label: string; type: AttributeType; choices: string[] };

const TRUE = new Set(['1', 'true', 'yes', 'y', 'si', 'sì', 's', 'vero', 'x']);
const FALSE = new Set(['0', 'false', 'no', 'n', 'falso']);

/** `31/12/2026`, `31.12.2026` and `2026-12-31` as the last; undefined where there is no such day. */
function parseDay(text: string): string | undefined {
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ].*)?$/.exec(text);
  const local = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(text);
  const [year, month, day] = iso ? [iso[1], iso[2], iso[3]] : local ? [local[3], local[2], local[1]] : [];
  if (!year || !month || !day) return undefined;
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  const same = date.getUTCMonth() === Number(month) - 1 && date.getUTCDate() === Number(day);
  return same ? date.toISOString().slice(0, 10) : undefined;
}

/** `1.234,5` and `1,234.5` and `1234.5`; undefined for what is no finite number. */
function parseNumber(text: string): number | undefined {
  const compact = text.replaceAll(/[\s\u00a0']/g, '');
  if (!/^[+-]?[\d.,]+$/.test(compact)) return undefined;
  const comma = compact.lastIndexOf(',');
  const dot = compact.lastIndexOf('.');
  const grouped = /^[+-]?\d{1,3}(\.\d{3})+$/.test(compact);
  const plain = comma > dot || grouped ? compact.replaceAll('.', '').replace(',', '.') : compact.replaceAll(',', '');
  const value = Number(plain);
  return plain !== '' && Number.isFinite(value) ? value : undefined;
}

/**
 * A typed text as the attribute's value; undefined where it does not fit. Dates are `YYYY-MM-DD`, choices compare without
 * regard to case. Italian and English ways of writing are both understood.
 */
export function parseAttributeValue(
  attribute: Pick<AttributeShape, 'type' | 'choices'>,
  given: string | number | boolean,
): AttributeValue | undefined {
  const text = String(given).trim();
  switch (attribute.type) {
    case 'text':
      return text.length <= 2000 ? text : undefined;
    case 'number':
      return typeof given === 'number' ? (Number.isFinite(given) ? given : undefined) : parseNumber(text);
    case 'date':
      return parseDay(text);
    case 'boolean': {
      if (typeof given === 'boolean') return given;
      const word = text.toLowerCase();
      return TRUE.has(word) ? true : FALSE.has(word) ? false : undefined;
    }
    case 'choice':
      return attribute.choices.find((choice) => choice.toLowerCase() === text.toLowerCase());
  }
}
